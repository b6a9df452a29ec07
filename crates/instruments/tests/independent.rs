//! A second implementation of every instrument, written out by hand from the publications: literal item numbers, answers
//! and ranges, and nothing read from the definitions. 10,000 random answer sheets of each, with missing answers, answers
//! that do not exist and answers that contradict each other, have to come out alike.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a failed look-up fails the test")]

use cairn_instruments::{Error, FlagKind, Scored, Scorer, all, find, score};

type Answers = [Option<i64>];
type Named = &'static str;

/// What a sheet has to come out as.
#[derive(Debug, Default, PartialEq)]
struct Want {
    total: Option<i64>,
    band: Option<Named>,
    subscales: Vec<(Named, Option<i64>, Option<Named>)>,
    /// Numbers of scored items without an answer.
    missing: Vec<usize>,
    items: usize,
    alerts: Vec<Named>,
    cuts: Vec<Named>,
}

/// The number of the item that makes a sheet impossible.
type Outcome = Result<Want, usize>;

struct Instrument {
    id: Named,
    /// The answers that each item has on the form.
    answers: Vec<Vec<i64>>,
    outcome: fn(&Answers) -> Outcome,
}

fn one_of(answers: &[i64], count: usize) -> Vec<Vec<i64>> {
    vec![answers.to_vec(); count]
}

fn instruments() -> Vec<Instrument> {
    let five = [0, 1, 2, 3, 4];
    let mut bam = one_of(&five, 17);
    bam[13] = vec![0, 4];
    let mut audit = one_of(&five, 10);
    audit[8] = vec![0, 2, 4];
    audit[9] = vec![0, 2, 4];
    let of = |id, answers, outcome| Instrument { id, answers, outcome };
    vec![
        of("barc10", one_of(&[1, 2, 3, 4, 5, 6], 10), barc10),
        of("who5", one_of(&[0, 1, 2, 3, 4, 5], 5), who5),
        of("mirc28", one_of(&[1, 2, 3, 4], 28), mirc28),
        of("bam", bam, bam17),
        of("phq9", one_of(&[0, 1, 2, 3], 10), phq9),
        of("gad7", one_of(&[0, 1, 2, 3], 7), gad7),
        of("auditc", one_of(&five, 3), auditc),
        of("audit", audit, audit10),
        of("dast10", one_of(&[0, 1], 10), dast10),
        of("proqol5", one_of(&[1, 2, 3, 4, 5], 30), proqol5),
    ]
}

fn sum(answers: &Answers, items: impl IntoIterator<Item = usize>) -> Option<i64> {
    let mut sum = 0;
    for item in items {
        sum += answers[item - 1]?;
    }
    Some(sum)
}

fn missing(answers: &Answers, items: impl IntoIterator<Item = usize>) -> Vec<usize> {
    items.into_iter().filter(|item| answers[item - 1].is_none()).collect()
}

fn barc10(answers: &Answers) -> Outcome {
    let total = sum(answers, 1..=10);
    let cuts = if total >= Some(47) { vec!["barc10_47_or_more"] } else { vec![] };
    Ok(Want { total, missing: missing(answers, 1..=10), items: 10, cuts, ..Want::default() })
}

fn who5(answers: &Answers) -> Outcome {
    let raw = sum(answers, 1..=5);
    let cuts = match raw {
        Some(0..=7) => vec!["who5_low", "who5_offer_phq9"],
        Some(8..=12) => vec!["who5_low"],
        _ => vec![],
    };
    let total = raw.map(|raw| raw * 4);
    Ok(Want { total, missing: missing(answers, 1..=5), items: 5, cuts, ..Want::default() })
}

fn mirc28(answers: &Answers) -> Outcome {
    let mut turned = answers.to_vec();
    for item in [2, 5, 6, 9, 10, 12, 15, 17, 18, 20, 22, 24, 25, 27] {
        turned[item - 1] = answers[item - 1].map(|answer| 5 - answer);
    }
    Ok(Want {
        total: sum(&turned, 1..=28),
        subscales: vec![
            ("social", sum(&turned, 1..=7), None),
            ("physical", sum(&turned, 8..=14), None),
            ("human", sum(&turned, 15..=21), None),
            ("cultural", sum(&turned, 22..=28), None),
        ],
        missing: missing(answers, 1..=28),
        items: 28,
        ..Want::default()
    })
}

fn bam17(answers: &Answers) -> Outcome {
    let mut answers = answers.to_vec();
    if answers[3] == Some(0) {
        match answers[4] {
            None => answers[4] = Some(0),
            Some(0) => {}
            Some(_) => return Err(5),
        }
    }
    let used = sum(&answers, [4, 5, 6]);
    let risk = sum(&answers, [1, 2, 3, 8, 11, 15]);
    let protective = sum(&answers, [9, 10, 12, 13, 14, 16]);
    let mut cuts = vec![];
    if used.is_some_and(|used| used >= 1) {
        cuts.push("bam_any_use");
    }
    if risk.is_some_and(|risk| risk >= 12) {
        cuts.push("bam_risk_attention");
    }
    if protective.is_some_and(|protective| protective <= 12) {
        cuts.push("bam_protective_attention");
    }
    Ok(Want {
        subscales: vec![("use", used, None), ("risk", risk, None), ("protective", protective, None)],
        missing: missing(&answers, [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16]),
        items: 15,
        cuts,
        ..Want::default()
    })
}

fn phq9(answers: &Answers) -> Outcome {
    let total = sum(answers, 1..=9);
    let band = total.map(|total| match total {
        0..5 => "none_minimal",
        5..10 => "mild",
        10..15 => "moderate",
        15..20 => "moderately_severe",
        _ => "severe",
    });
    let alerts = if answers[8].is_some_and(|answer| answer > 0) { vec!["phq9_item9"] } else { vec![] };
    Ok(Want { total, band, missing: missing(answers, 1..=9), items: 9, alerts, ..Want::default() })
}

fn gad7(answers: &Answers) -> Outcome {
    let total = sum(answers, 1..=7);
    let band = total.map(|total| match total {
        0..5 => "none_minimal",
        5..10 => "mild",
        10..15 => "moderate",
        _ => "severe",
    });
    Ok(Want { total, band, missing: missing(answers, 1..=7), items: 7, ..Want::default() })
}

fn auditc(answers: &Answers) -> Outcome {
    let total = sum(answers, 1..=3);
    let cuts = match total {
        Some(3) => vec!["auditc_3_or_more"],
        Some(4..) => vec!["auditc_3_or_more", "auditc_4_or_more"],
        _ => vec![],
    };
    Ok(Want { total, missing: missing(answers, 1..=3), items: 3, cuts, ..Want::default() })
}

fn audit10(answers: &Answers) -> Outcome {
    // As an interviewer goes through the form: "Never" goes on to 9, so do no drinks to speak of in 2 and 3.
    let never = answers[0] == Some(0);
    let passed = |item: usize| never && (2..=8).contains(&item);
    let answer = |item: usize| answers[item - 1].or(passed(item).then_some(0));
    let little = answer(2) == Some(0) && answer(3) == Some(0);
    let passed = |item: usize| little && (4..=8).contains(&item);
    let answers: Vec<_> = (1..=10).map(|item| answer(item).or(passed(item).then_some(0))).collect();
    let total = sum(&answers, 1..=10);
    let cuts = match total {
        Some(8..=19) => vec!["audit_8_or_more"],
        Some(20..) => vec!["audit_8_or_more", "audit_20_or_more"],
        _ => vec![],
    };
    Ok(Want { total, missing: missing(&answers, 1..=10), items: 10, cuts, ..Want::default() })
}

fn dast10(answers: &Answers) -> Outcome {
    let missing = missing(answers, 1..=10);
    let yes = [1, 2, 4, 5, 6, 7, 8, 9, 10].iter().filter(|item| answers[**item - 1] == Some(1)).count();
    let points = i64::try_from(yes).unwrap() + i64::from(answers[2] == Some(0));
    let total = missing.is_empty().then_some(points);
    let band = total.map(|total| match total {
        0 => "none_reported",
        1 | 2 => "low",
        3..=5 => "moderate",
        6..=8 => "substantial",
        _ => "severe",
    });
    Ok(Want { total, band, missing, items: 10, ..Want::default() })
}

fn proqol5(answers: &Answers) -> Outcome {
    let part = |code, items: [usize; 10]| {
        let mut sum = Some(0);
        for item in items {
            let points = answers[item - 1].map(|answer| match item {
                1 | 4 | 15 | 17 | 29 => 6 - answer,
                _ => answer,
            });
            sum = sum.zip(points).map(|(sum, points)| sum + points);
        }
        let band = sum.map(|sum| {
            if sum <= 22 {
                "low"
            } else if sum <= 41 {
                "average"
            } else {
                "high"
            }
        });
        (code, sum, band)
    };
    Ok(Want {
        subscales: vec![
            part("compassion_satisfaction", [3, 6, 12, 16, 18, 20, 22, 24, 27, 30]),
            part("burnout", [1, 4, 8, 10, 15, 17, 19, 21, 26, 29]),
            part("secondary_traumatic_stress", [2, 5, 7, 9, 11, 13, 14, 23, 25, 28]),
        ],
        missing: missing(answers, 1..=30),
        items: 30,
        ..Want::default()
    })
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same sheets on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides as u64).unwrap()
    }

    /// A third complete, a third with gaps, a third low (so that skips apply) with gaps; one in ten with an answer
    /// that may not exist.
    fn sheet(&mut self, answers: &[Vec<i64>]) -> Vec<Option<i64>> {
        let kind = self.roll(3);
        let mut sheet: Vec<Option<i64>> = answers
            .iter()
            .map(|answers| {
                let at = self.roll(answers.len());
                let at = if kind == 2 && self.roll(3) > 0 { 0 } else { at };
                (kind == 0 || self.roll(8) > 0).then_some(answers[at])
            })
            .collect();
        if self.roll(10) == 0 {
            let at = self.roll(sheet.len());
            sheet[at] = Some(i64::try_from(self.roll(12)).unwrap() - 3);
        }
        sheet
    }
}

/// What came out, in the words of [`Want`].
fn found(scored: &Scored) -> Want {
    let pick = |kind| scored.flags.iter().filter(move |flag| flag.kind == kind);
    let named = |code: &String| -> Named { code.clone().leak() };
    Want {
        total: scored.total,
        band: scored.band.as_ref().map(named),
        subscales: (scored.subscales.iter())
            .map(|part| (named(&part.code), part.total, part.band.as_ref().map(named)))
            .collect(),
        missing: scored.missing.iter().map(|number| number.parse().unwrap()).collect(),
        items: scored.items,
        alerts: pick(FlagKind::Alert).map(|flag| named(&flag.code)).collect(),
        cuts: pick(FlagKind::Cut).map(|flag| named(&flag.code)).collect(),
    }
}

#[test]
fn ten_thousand_sheets_of_every_instrument_come_out_alike() {
    let ids: Vec<_> = instruments().iter().map(|instrument| instrument.id).collect();
    assert!(
        all().iter().all(|definition| ids.contains(&definition.id.as_str())),
        "one has no second scoring"
    );
    for instrument in instruments() {
        let definition = find(instrument.id, None).unwrap();
        let mut scorer = Scorer::new(definition);
        let mut dice = Dice(7);
        let (mut refused, mut complete, mut partial) = (0, 0, 0);
        for _ in 0..10_000 {
            let sheet = dice.sheet(&instrument.answers);
            let place = format!("{} {sheet:?}", instrument.id);
            let forbidden = (sheet.iter().zip(&instrument.answers))
                .position(|(answer, allowed)| answer.is_some_and(|answer| !allowed.contains(&answer)));
            let want = match forbidden {
                Some(at) => Err(at + 1),
                None => (instrument.outcome)(&sheet),
            };
            let reused = scorer.score(&sheet).map(|sheet| sheet.to_scored());
            assert_eq!(reused, score(definition, &sheet), "{place}");
            match (want, reused) {
                (Ok(want), Ok(scored)) => {
                    assert_eq!(found(&scored), want, "{place}");
                    assert_eq!(scored.complete, want.missing.is_empty(), "{place}");
                    assert_eq!(scored.answered + want.missing.len(), want.items, "{place}");
                    if scored.complete { complete += 1 } else { partial += 1 }
                }
                (
                    Err(item),
                    Err(Error::NotAllowed { item: named, .. } | Error::Contradiction { item: named, .. }),
                ) => {
                    assert_eq!(named, item.to_string(), "{place}");
                    refused += 1;
                }
                (want, got) => panic!("{place}: wanted {want:?}, got {got:?}"),
            }
        }
        let shares = format!("{}: {refused} refused, {complete} complete, {partial} partial", instrument.id);
        assert!(refused > 200 && complete > 2_500 && partial > 1_000, "too few of a kind: {shares}");
    }
}
