//! What a number of sessions would cost the person, by the words of the plan.
//!
//! The order is the usual one of a US plan (facts of the field: billing.md 3, item 11): the person pays the whole
//! allowed amount until the deductible of the year is met, then a copay or a share of the rest (coinsurance), and
//! from the out-of-pocket maximum on nothing more. What a program asks above the allowed amount is written off in
//! network and billed to the person out of network (balance billing); that part counts toward neither deductible
//! nor maximum. Sessions above the plan's limit are not covered: the person pays the full charge.
//!
//! All amounts are integer cents. A coinsurance share is rounded half up to the cent, once each session. Assumed:
//! what is paid toward the deductible counts toward the out-of-pocket maximum, all sessions fall into one plan year,
//! nothing else is billed meanwhile, and the two tiers do not count toward each other.
//!
//! What nobody said is never taken for zero. The estimate is then worked out twice, with every unknown at its best
//! and at its worst for the person, and lists the questions whose answers would narrow the range.

/// A limit that nothing reaches. Far below the largest integer, so that sums stay whole.
const UNBOUNDED: i64 = i64::MAX / 4;

/// Payers write 99,999.99 and more for "no maximum" (billing.md 1.3, EB07).
pub const NO_MAXIMUM: i64 = 9_999_900;

const ALL_OF_IT: i64 = 10_000;

/// Which of a plan's two tiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    In,
    Out,
}

/// The person's share after the deductible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Basis points of the allowed amount that is left: 4000 is 40 %.
    Coinsurance(i64),
    /// Cents for each session, at most what is left of the allowed amount.
    Copay(i64),
}

/// An amount that is counted over the plan year, and how much of it is met. Cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Yearly {
    pub amount: Option<i64>,
    pub met: Option<i64>,
}

/// How many sessions the plan pays for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visits {
    NoLimit,
    Unknown,
    Limited { limit: Option<i64>, used: Option<i64> },
}

/// What must hold for the plan to pay anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    Active,
    PeerSupport,
    Offered,
    Referral,
    Precertification,
}

impl Condition {
    pub fn code(self) -> &'static str {
        match self {
            Condition::Active => "active",
            Condition::PeerSupport => "peer-support",
            Condition::Offered => "offered",
            Condition::Referral => "referral",
            Condition::Precertification => "precertification",
        }
    }
}

/// A question whose answer would narrow the range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    Condition(Condition),
    Allowed,
    Deductible,
    DeductibleMet,
    Share,
    Maximum,
    MaximumMet,
    SessionLimit,
    SessionsUsed,
}

impl Question {
    pub fn code(self) -> &'static str {
        match self {
            Question::Condition(condition) => condition.code(),
            Question::Allowed => "allowed",
            Question::Deductible => "deductible",
            Question::DeductibleMet => "deductible-met",
            Question::Share => "share",
            Question::Maximum => "maximum",
            Question::MaximumMet => "maximum-met",
            Question::SessionLimit => "session-limit",
            Question::SessionsUsed => "sessions-used",
        }
    }
}

/// What is known about one tier. Money in cents; none is what nobody said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Terms {
    pub network: Network,
    /// Conditions that are not met, or not known to be: `false` is not met. What is met is left out.
    pub doubts: Vec<(Condition, bool)>,
    pub deductible: Yearly,
    pub share: Option<Share>,
    pub maximum: Yearly,
    /// What the plan takes as the price of a session.
    pub allowed: Option<i64>,
    pub visits: Visits,
}

/// What the caller asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    pub sessions: i64,
    /// Cents for each session.
    pub charge: i64,
}

/// One session's money, in cents, or the sum of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    pub charge: i64,
    pub allowed: i64,
    /// Paid by the person because the deductible is not met.
    pub deductible: i64,
    /// Copay or coinsurance of the person, before the maximum.
    pub share: i64,
    /// Not paid by the person because the out-of-pocket maximum is reached.
    pub spared: i64,
    pub plan: i64,
    /// Above the allowed amount, out of network: paid by the person.
    pub balance: i64,
    /// Above the allowed amount, in network: paid by nobody.
    pub written_off: i64,
    /// The full charge of a session that the plan does not cover: paid by the person.
    pub uncovered: i64,
}

impl Cost {
    /// What counts toward the out-of-pocket maximum.
    pub fn counted(&self) -> i64 {
        self.deductible + self.share - self.spared
    }

    /// All that the person pays.
    pub fn person(&self) -> i64 {
        self.counted() + self.balance + self.uncovered
    }

    fn plus(self, other: &Cost) -> Cost {
        Cost {
            charge: self.charge + other.charge,
            allowed: self.allowed + other.allowed,
            deductible: self.deductible + other.deductible,
            share: self.share + other.share,
            spared: self.spared + other.spared,
            plan: self.plan + other.plan,
            balance: self.balance + other.balance,
            written_off: self.written_off + other.written_off,
            uncovered: self.uncovered + other.uncovered,
        }
    }
}

/// The sessions in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    pub sessions: Vec<Cost>,
    /// The share that was applied, for the words beside it.
    pub share: Share,
}

impl Course {
    pub fn total(&self) -> Cost {
        self.sessions.iter().fold(Cost::default(), Cost::plus)
    }

    /// Sessions that follow each other and cost the same: number of the first, of the last, and the cost of each.
    pub fn runs(&self) -> Vec<(usize, usize, Cost)> {
        let mut runs: Vec<(usize, usize, Cost)> = Vec::new();
        for (index, cost) in self.sessions.iter().enumerate() {
            match runs.last_mut() {
                Some((_, last, same)) if same == cost => *last = index + 1,
                _ => runs.push((index + 1, index + 1, *cost)),
            }
        }
        runs
    }
}

/// The answer: the least and the most it would cost the person. The same when everything that matters is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    pub at_least: Course,
    pub at_most: Course,
    /// Empty when the answer is exact.
    pub questions: Vec<Question>,
    /// Why the plan pays nothing at all, when that is known.
    pub refusals: Vec<Condition>,
}

impl Estimate {
    pub fn is_exact(&self) -> bool {
        self.at_least.total() == self.at_most.total()
    }

    /// Whether the person pays the same whatever the answers are, though perhaps not for the same reasons.
    pub fn is_one_price(&self) -> bool {
        self.at_least.total().person() == self.at_most.total().person()
    }
}

impl Yearly {
    /// What is left of it, at best and at worst for the person.
    fn left(&self) -> (i64, i64) {
        match (self.amount, self.met) {
            (Some(0), _) => (0, 0),
            (Some(amount), _) if amount >= NO_MAXIMUM => (UNBOUNDED, UNBOUNDED),
            (Some(amount), Some(met)) => ((amount - met).max(0), (amount - met).max(0)),
            (Some(amount), None) => (0, amount),
            (None, _) => (0, UNBOUNDED),
        }
    }
}

impl Visits {
    /// Sessions that are left, at best and at worst for the person.
    fn left(&self) -> (i64, i64) {
        match *self {
            Visits::NoLimit => (UNBOUNDED, UNBOUNDED),
            Visits::Unknown | Visits::Limited { limit: None, .. } => (UNBOUNDED, 0),
            Visits::Limited { limit: Some(limit), used: Some(used) } => {
                ((limit - used).max(0), (limit - used).max(0))
            }
            Visits::Limited { limit: Some(limit), used: None } => (limit, 0),
        }
    }
}

/// Terms without an unknown: what one walk through the sessions goes by.
struct Case {
    network: Network,
    sessions_left: i64,
    allowed: i64,
    deductible_left: i64,
    share: Share,
    maximum_left: i64,
}

impl Case {
    fn walk(mut self, asked: Asked) -> Course {
        let share = self.share;
        let sessions = (0..asked.sessions).map(|_| self.next(asked.charge)).collect();
        Course { sessions, share }
    }

    fn next(&mut self, charge: i64) -> Cost {
        if self.sessions_left <= 0 {
            return Cost { charge, uncovered: charge, ..Cost::default() };
        }
        self.sessions_left -= 1;
        let allowed = self.allowed;
        let deductible = self.deductible_left.min(allowed);
        let rest = allowed - deductible;
        let share = match self.share {
            Share::Coinsurance(basis_points) => (rest * basis_points + ALL_OF_IT / 2) / ALL_OF_IT,
            Share::Copay(copay) => copay.min(rest),
        };
        let counted = (deductible + share).min(self.maximum_left);
        self.deductible_left -= deductible;
        self.maximum_left -= counted;
        let above = charge - allowed;
        let (balance, written_off) = if self.network == Network::Out { (above, 0) } else { (0, above) };
        let spared = deductible + share - counted;
        let plan = allowed - counted;
        Cost { charge, allowed, deductible, share, spared, plan, balance, written_off, uncovered: 0 }
    }
}

impl Terms {
    /// What the sessions would cost. A price below the allowed amount is the allowed amount: plans pay the lesser.
    pub fn estimate(&self, asked: Asked) -> Estimate {
        let (best, worst) = self.cases(asked.charge);
        let (at_least, at_most) = (best.walk(asked), worst.walk(asked));
        let refusals =
            self.doubts.iter().filter(|(_, open)| !open).map(|(condition, _)| *condition).collect();
        let mut estimate = Estimate { at_least, at_most, questions: Vec::new(), refusals };
        if !estimate.is_exact() {
            estimate.questions = self.questions();
        }
        estimate
    }

    fn cases(&self, charge: i64) -> (Case, Case) {
        let refused = self.doubts.iter().any(|(_, open)| !open);
        let (best_visits, worst_visits) = self.visits.left();
        let sessions =
            (if refused { 0 } else { best_visits }, if self.doubts.is_empty() { worst_visits } else { 0 });
        // Out of network every cent the plan does not allow is the person's; in network it is nobody's.
        let allowed = match (self.allowed, self.network) {
            (Some(allowed), _) => (allowed.min(charge), allowed.min(charge)),
            (None, Network::In) => (0, charge),
            (None, Network::Out) => (charge, 0),
        };
        let (deductible, maximum) = (self.deductible.left(), self.maximum.left());
        let share = match self.share {
            Some(share) => (share, share),
            None => (Share::Coinsurance(0), Share::Coinsurance(ALL_OF_IT)),
        };
        let case = |sessions_left, allowed, deductible_left, share, maximum_left| Case {
            network: self.network,
            sessions_left,
            allowed,
            deductible_left,
            share,
            maximum_left,
        };
        (
            case(sessions.0, allowed.0, deductible.0, share.0, maximum.0),
            case(sessions.1, allowed.1, deductible.1, share.1, maximum.1),
        )
    }

    /// Everything that is not known, in the order of the conversation.
    fn questions(&self) -> Vec<Question> {
        let unsettled = |yearly: &Yearly| {
            let (best, worst) = yearly.left();
            best != worst
        };
        let conditions = self.doubts.iter().filter(|(_, open)| *open).map(|(c, _)| Question::Condition(*c));
        let mut questions: Vec<Question> = conditions.collect();
        let amounts = [
            (self.allowed.is_none(), Question::Allowed),
            (self.deductible.amount.is_none(), Question::Deductible),
            (self.deductible.met.is_none() && unsettled(&self.deductible), Question::DeductibleMet),
            (self.share.is_none(), Question::Share),
            (self.maximum.amount.is_none(), Question::Maximum),
            (self.maximum.met.is_none() && unsettled(&self.maximum), Question::MaximumMet),
            (
                matches!(self.visits, Visits::Unknown | Visits::Limited { limit: None, .. }),
                Question::SessionLimit,
            ),
            (matches!(self.visits, Visits::Limited { used: None, .. }), Question::SessionsUsed),
        ];
        questions.extend(amounts.into_iter().filter(|(unknown, _)| *unknown).map(|(_, question)| question));
        questions
    }
}

#[cfg(test)]
#[path = "estimate_tests.rs"]
mod tests;
