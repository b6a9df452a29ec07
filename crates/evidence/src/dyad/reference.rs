//! Held against an outside reference, against known coefficients, and against what may never change a figure.

use proptest::prelude::*;

use super::*;
use crate::Interval;

/// Eight pairs, ten weeks; `-` is missing, `X` is ten. One supporter has two pairs.
const PAIRS: [(u32, &str, &str); 8] = [
    (1, "4333455455", "5646454345"),
    (2, "5738-65786", "6786567733"),
    (3, "5686765558", "776-9786XX"),
    (4, "57--986555", "8X-XX9XX9X"),
    (5, "67-6758756", "757X-X688-"),
    (5, "56-4576--6", "6988887667"),
    (6, "8968-89778", "5465-46-54"),
    (7, "4-353-4545", "6574746566"),
];

fn figure_of(letter: char) -> Option<f64> {
    if letter == 'X' { Some(10.0) } else { letter.to_digit(10).map(f64::from) }
}

fn eight() -> Vec<Pair> {
    let pair = |(at, (supporter, own, other)): (usize, &(u32, &str, &str))| Pair {
        participant: u32::try_from(at).unwrap(),
        supporter: *supporter,
        weeks: own
            .chars()
            .zip(other.chars())
            .map(|(own, other)| Sides { participant: figure_of(own), supporter: figure_of(other) })
            .zip(0..)
            .map(|(sides, week)| (week, sides))
            .collect(),
    };
    PAIRS.iter().enumerate().map(pair).collect()
}

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-7, "{found} is not {expected}");
}

fn near_interval(found: Interval, low: f64, high: f64) {
    near(found.low, low);
    near(found.high, high);
}

/// numpy 2.4.6, statsmodels 0.15.0, scipy 1.17.1. Every row is (pair, supporter, week, own, own before, other before), pairs
/// with one row left out; the levels are dummies here, and matrices as large as the data are made, as the paper writes them:
///
/// ```python
/// X = np.column_stack([own_before, other_before, week] + [(pair == i) * 1. for i in sorted(set(pair))])
/// fit = sm.OLS(y, X).fit()                                                  # estimates
/// M = np.linalg.inv(X.T @ X); IH = np.eye(N) - X @ M @ X.T; e = IH @ y; V = 0
/// for g in G:                                                               # supporters
///     k = cluster == g; A[g] = sqrtpinv(IH[np.ix_(k, k)]); u = X[k].T @ A[g] @ e[k]; V += np.outer(u, u)
/// V = M @ V @ M                                                             # CR2
/// p = np.array([IH[:, cluster == g] @ A[g] @ X[cluster == g] @ M[:, j] for g in G]); O = p @ p.T
/// nu = np.trace(O) ** 2 / np.sum(O * O); half = stats.t.ppf(.975, nu) * V[j, j] ** .5
/// ```
///
/// where `sqrtpinv` takes eigenvalues above 1e-9 to the power of −½. As a check of size, statsmodels' own CR1
/// (`cov_type="cluster"`) gives 0.2329, 0.1280 and 0.1727, 0.1220 for the four standard errors.
#[test]
fn agrees_with_the_matrices_of_the_paper() {
    let found = influence(&eight(), 5).unwrap();
    let check = |effect: Effect, [estimate, error, freedom, low, high]: [f64; 5]| {
        near(effect.estimate, estimate);
        near(effect.standard_error, error);
        near(effect.freedom, freedom);
        near_interval(effect.interval95, low, high);
    };
    let own = found.participant.unwrap();
    assert_eq!((own.pairs, own.supporters, own.pair_weeks), (8, 7, 51));
    check(
        own.actor,
        [
            -0.002_467_629_639_016_408,
            0.220_325_678_858_238_64,
            4.156_825_127_489_608,
            -0.605_194_686_294_971_3,
            0.600_259_427_016_938_6,
        ],
    );
    check(
        own.partner,
        [
            0.158_677_904_636_815_78,
            0.119_606_509_281_068_85,
            4.706_977_432_603_035,
            -0.154_627_507_033_032_16,
            0.471_983_316_306_663_7,
        ],
    );
    near(own.trend.estimate, 0.014_068_231_844_943_338);
    near(own.trend.freedom, 5.617_596_569_216_888);
    near(own.actor_bias, -(1.0 - 0.002_467_629_639_016_408) / (51.0 / 8.0 - 1.0));
    let other = found.supporter.unwrap();
    assert_eq!(other.pair_weeks, 53);
    check(
        other.actor,
        [
            -0.108_104_298_549_538_37,
            0.166_150_117_955_124_3,
            4.196_741_415_144_496,
            -0.561_006_067_932_866,
            0.344_797_470_833_789_3,
        ],
    );
    check(
        other.partner,
        [
            -0.158_746_842_767_179_93,
            0.121_964_378_756_487,
            3.787_424_217_964_977_7,
            -0.505_003_182_477_792_6,
            0.187_509_496_943_427,
        ],
    );
}

/// numpy 2.4.6, x and y centered within pairs:
///
/// ```python
/// r = x @ y / np.sqrt((x @ x) * (y @ y)); zx, zy = x / np.sqrt(np.mean(x * x)), y / np.sqrt(np.mean(y * y))
/// psi = zx * zy - r / 2 * (zx ** 2 + zy ** 2)
/// v = sum(psi[c == g].sum() ** 2 for g in G) / N ** 2 * len(G) / (len(G) - 1)
/// half = stats.t.ppf(.975, len(G) - 1) * v ** .5 / (1 - r * r); np.tanh(np.arctanh(r) - half), np.tanh(np.arctanh(r) + half)
/// ```
#[test]
fn correlations_agree_with_numpy() {
    let found = influence(&eight(), 5).unwrap();
    let same = found.same_week.unwrap();
    assert_eq!((same.pairs, same.pair_weeks), (8, 66));
    near(same.value, -0.268_906_977_039_632_46);
    near_interval(same.interval95.unwrap(), -0.542_430_848_866_596_3, 0.056_163_829_655_827_974);
    let rest = found.left_over.unwrap();
    assert_eq!(rest.pair_weeks, 47);
    near(rest.value, -0.337_995_551_488_693_04);
    near_interval(rest.interval95.unwrap(), -0.608_133_875_639_846_9, 0.002_299_078_582_585_737_4);
}

#[test]
fn weekly_means_agree_with_numpy_and_with_student() {
    // As above with a column of ones for X: mean, and ± t(nu) times the root of the CR2 variance.
    let weeks = alongside(&eight(), 5).unwrap();
    assert_eq!(weeks.len(), 10);
    let all = overlap(&eight(), 5).unwrap();
    assert_eq!((all.pairs, all.participants, all.supporters, all.pair_weeks), (8, 8, 7, 66));
    let week = weeks[0].shown.unwrap();
    assert_eq!(week.pairs, 8);
    near(week.participants.mean, 5.25);
    near_interval(week.participants.interval95, 4.129_732_714_623_143_5, 6.370_267_285_376_856_5);
    near_interval(week.supporters.interval95, 5.352_533_017_283_144, 7.147_466_982_716_856);
    let week = weeks[3].shown.unwrap();
    assert_eq!(week.pairs, 6);
    near_interval(week.participants.interval95, 3.248_971_004_770_727_4, 8.084_362_328_562_607);
    near_interval(week.supporters.interval95, 3.125_966_764_841_358, 9.874_033_235_158_642);
    // With one pair each it is the interval of Student's t: 3, 4, 5, 6, 9 has mean 5.4, sd 2.3022, t(4) = 2.7764.
    let five = people(5, |at| [[3.0, 4.0, 5.0, 6.0, 9.0][at], 1.0 + f64::from(u32::try_from(at).unwrap())]);
    let week = alongside(&five, 0).unwrap()[0].shown.unwrap();
    let half = 2.776_445_105_197_793_4 * 5.3_f64.sqrt() / 5.0_f64.sqrt();
    near_interval(week.participants.interval95, 5.4 - half, 5.4 + half);
}

/// So many pairs of different people with one week.
fn people(number: usize, said: impl Fn(usize) -> [f64; 2]) -> Vec<Pair> {
    (0..number)
        .map(|at| {
            let [own, other] = said(at);
            let id = u32::try_from(at).unwrap();
            let sides = Sides { participant: Some(own), supporter: Some(other) };
            Pair { participant: id, supporter: id, weeks: BTreeMap::from([(0, sides)]) }
        })
        .collect()
}

#[test]
fn what_is_too_small_too_short_or_too_even_is_refused() {
    let few = Refused::TooFew { smallest: 5 };
    let four = &eight()[..4];
    let found = influence(four, 1).unwrap();
    assert_eq!((found.participant, found.supporter), (Err(few), Err(few)));
    assert_eq!((found.left_over, found.same_week), (None, None));
    assert_eq!((alongside(four, 0).unwrap(), overlap(four, 0)), (vec![], None));
    // Five pairs of four supporters are four, and so are five pairs of four participants.
    assert_eq!(influence(&eight()[3..7], 5).unwrap().participant, Err(few));
    let mut same = eight();
    same.iter_mut().for_each(|pair| pair.participant %= 4);
    assert_eq!(influence(&same, 5).unwrap().participant, Err(few));
    assert_eq!(influence(&eight(), 9).unwrap().participant, Err(Refused::TooFew { smallest: 9 }));

    let mut short = eight();
    short.iter_mut().for_each(|pair| pair.weeks.retain(|week, _| *week < 5));
    let Err(Refused::TooShort { needed, found }) = influence(&short, 5).unwrap().participant else {
        panic!("eight pairs with five weeks");
    };
    assert_eq!((needed, found), (27, 19), "seven pairs have two steps or more");

    let mut flat = eight();
    flat.iter_mut().flat_map(|pair| pair.weeks.values_mut()).for_each(|sides| sides.supporter = Some(5.0));
    assert_eq!(influence(&flat, 5).unwrap().participant, Err(Refused::NoSpread));

    let mut loud = eight();
    for (week, sides) in &mut loud[0].weeks {
        sides.supporter = Some(if week % 2 == 0 { 9e3 } else { -9e3 });
    }
    assert_eq!(influence(&loud, 5).unwrap().participant, Err(Refused::OneDecides));

    // A mean of ten is what each of them said.
    assert_eq!(alongside(&people(7, |at| [10.0, f64::from(u32::try_from(at).unwrap())]), 5).unwrap(), []);
    let wrong = people(5, |at| [f64::NAN, f64::from(u32::try_from(at).unwrap())]);
    let message = influence(&wrong, 5).unwrap_err().to_string();
    assert!(message.starts_with("pair 1, week 0, participant: NaN"), "{message}");
}

/// Runs of two weeks with a gap after each, so that what came before is free and what follows is exact.
fn exact([actor, partner, trend]: [f64; 3], before: &[[[f64; 2]; 6]]) -> Vec<Pair> {
    let pair = |(at, runs): (u32, &[[f64; 2]; 6])| {
        let mut weeks = BTreeMap::new();
        for (run, [own, other]) in (0_u32..).zip(runs) {
            let week = 3 * run;
            let level = f64::from(at);
            let then = level + actor * own + partner * other + trend * f64::from(week + 1);
            let reply = level - actor * other + partner * own + trend * f64::from(week + 1);
            weeks.insert(week, Sides { participant: Some(*own), supporter: Some(*other) });
            weeks.insert(week + 1, Sides { participant: Some(then), supporter: Some(reply) });
        }
        Pair { participant: at, supporter: at, weeks }
    };
    (0..).zip(before).map(pair).collect()
}

fn runs() -> impl Strategy<Value = Vec<[[f64; 2]; 6]>> {
    prop::collection::vec(prop::array::uniform6(prop::array::uniform2(0.0_f64..10.0)), 6..10)
}

/// Estimates and ends of intervals of both equations.
fn figures(pairs: &[Pair]) -> Option<Vec<f64>> {
    let found = influence(pairs, 5).unwrap();
    let (own, other) = (found.participant.ok()?, found.supporter.ok()?);
    let effects = [own.actor, own.partner, own.trend, other.actor, other.partner, other.trend];
    let ends = effects
        .iter()
        .flat_map(|effect| [effect.estimate, effect.interval95.low, effect.interval95.high, effect.freedom]);
    Some(ends.chain([found.same_week?.value, found.left_over?.value]).collect())
}

fn alike(one: &[f64], other: &[f64]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| (a - b).abs() < 1e-6 * (1.0 + a.abs()))
}

proptest! {
    #[test]
    fn known_coefficients_are_found_again(
        before in runs(),
        known in prop::array::uniform3(-0.8_f64..0.8),
    ) {
        let found = influence(&exact(known, &before), 5).unwrap();
        // Almost always: few draws give one supporter nearly everything, and too many of those fail here.
        prop_assume!(found.participant.is_ok() && found.supporter.is_ok());
        let (own, other) = (found.participant.unwrap(), found.supporter.unwrap());
        let [actor, partner, trend] = known;
        for (effect, expected) in [
            (own.actor, actor), (own.partner, partner), (own.trend, trend),
            (other.actor, -actor), (other.partner, partner), (other.trend, trend),
        ] {
            prop_assert!((effect.estimate - expected).abs() < 1e-7, "{effect:?} is not {expected}");
            prop_assert!(effect.standard_error < 1e-6);
        }
    }

    #[test]
    fn neither_order_nor_level_nor_the_name_of_a_pair_counts(turn in 0_usize..8, up in -50.0_f64..50.0, by in 1_u32..100) {
        let expected = figures(&eight()).unwrap();
        let mut turned = eight();
        turned.rotate_left(turn);
        turned.iter_mut().for_each(|pair| pair.supporter = 1000 - by * pair.supporter);
        prop_assert!(alike(&figures(&turned).unwrap(), &expected));
        // One side of everybody, and one pair alone, lie higher; or everybody began later.
        let mut higher = eight();
        for (at, pair) in (0_u32..).zip(&mut higher) {
            for sides in pair.weeks.values_mut() {
                sides.supporter = sides.supporter.map(|value| value + up + f64::from(at));
            }
            pair.weeks = std::mem::take(&mut pair.weeks).into_iter().map(|(week, sides)| (week + by, sides)).collect();
        }
        prop_assert!(alike(&figures(&higher).unwrap(), &expected));
    }

    #[test]
    fn nothing_is_ever_said_of_fewer_than_five(
        number in 0_usize..5,
        smallest in 0_usize..8,
        before in runs(),
    ) {
        // However many pairs: fewer than five people on a side.
        let mut pairs = exact([0.3, 0.2, 0.0], &before);
        pairs.iter_mut().for_each(|pair| pair.supporter %= u32::try_from(number.max(1)).unwrap());
        let found = influence(&pairs, smallest).unwrap();
        prop_assert!(found.participant.is_err() && found.supporter.is_err());
        prop_assert!(found.same_week.is_none() && found.left_over.is_none());
        prop_assert!(alongside(&pairs, smallest).unwrap().is_empty());
    }
}
