//! Participants and how things go for them: when they come, whether they stay, and a recovery capital that nobody
//! sees directly but that sessions, ratings and measures depend on.

use cairn_db::Error;
use cairn_matching::Kind;
use jiff::{Timestamp, civil::Date};

use super::cast::{self, CASEY, JORDAN, ROSA, Staff};
use super::dice::Dice;
use super::names::{Name, Names};
use super::world::{HISTORY, World, days_between, plus};
use crate::access::Role;
use crate::ids::{GoalId, ParticipantId, PersonId};
use crate::people;

/// Days between the first enrollment and today of the persona whose year is nearly full: the one-year assessment
/// is open, four windows lie behind.
const JORDAN_DAYS: i64 = 362;
const ROSA_DAYS: i64 = 201;
const CASEY_DAYS: i64 = 6;

/// Stages of life, as often as they stand here, and the ages that go with them.
const STAGES: [(&str, (i64, i64)); 9] = [
    ("student", (19, 24)),
    ("young_adult", (20, 34)),
    ("young_adult", (20, 34)),
    ("young_adult", (20, 34)),
    ("midlife", (35, 54)),
    ("midlife", (35, 54)),
    ("midlife", (35, 54)),
    ("older_adult", (55, 66)),
    ("retired", (63, 75)),
];

pub struct Life {
    pub participant: ParticipantId,
    pub person: PersonId,
    pub name: Name,
    pub spanish: bool,
    pub registered_at: Timestamp,
    /// Codes of the matching crate.
    pub life_stage: &'static str,
    pub pathway: &'static str,
    pub episodes: Vec<Episode>,
    pub matches: Vec<Match>,
    pub goals: Vec<Goal>,
    capital: Capital,
}

/// An enrollment, and its discharge if it came to one.
pub struct Episode {
    pub enrolled: Date,
    pub ended: Option<(Date, &'static str)>,
}

pub struct Match {
    /// Place in the list of supporters.
    pub supporter: usize,
    pub from: Date,
    pub to: Option<Date>,
}

pub struct Goal {
    pub id: GoalId,
    pub set_at: Timestamp,
    pub closed_at: Option<Timestamp>,
}

/// Standardized recovery capital: where a person starts, how far the program tends to carry them, and the ups and
/// downs of each month (autoregressive, so that a bad month is followed by another more often than not).
struct Capital {
    start: f64,
    gain: f64,
    months: Vec<f64>,
}

impl Capital {
    fn of(dice: &mut Dice) -> Capital {
        let mut level = 0.0;
        let months = (0..26).map(|_| {
            level = 0.6 * level + 0.45 * dice.normal();
            level
        });
        let months = months.collect();
        Capital { start: dice.normal(), gain: 0.85 + 0.75 * dice.normal(), months }
    }

    /// After this many days; most of the gain comes within half a year.
    fn after(&self, days: i64) -> f64 {
        let month = self.months.get((days.max(0) / 30) as usize).copied().unwrap_or_default();
        self.start + self.gain * (1.0 - (-(days.max(0) as f64) / 150.0).exp()) + month
    }
}

impl Life {
    pub fn is(&self, persona: &str) -> bool {
        self.name.full == persona
    }

    pub fn is_persona(&self) -> bool {
        [JORDAN, CASEY, ROSA].contains(&self.name.full.as_str())
    }

    pub fn language(&self) -> &'static str {
        if self.spanish { "es" } else { "en" }
    }

    pub fn first_day(&self) -> Option<Date> {
        self.episodes.first().map(|episode| episode.enrolled)
    }

    /// Standardized recovery capital on a day.
    pub fn capital_on(&self, day: Date) -> f64 {
        self.capital.after(self.first_day().map_or(0, |first| days_between(first, day)))
    }

    pub fn is_enrolled(&self) -> bool {
        self.episodes.last().is_some_and(|episode| episode.ended.is_none())
    }

    /// The supporter of now.
    pub fn supporter(&self) -> Option<usize> {
        self.matches.iter().find(|found| found.to.is_none()).map(|found| found.supporter)
    }
}

/// How many days ago each one enrolled, the longest first, and which of them are personas.
fn starts(w: &mut World<'_, '_>, many: u32) -> Vec<(i64, Option<&'static str>)> {
    let mut starts = vec![(JORDAN_DAYS, Some(JORDAN)), (CASEY_DAYS, Some(CASEY)), (ROSA_DAYS, Some(ROSA))];
    for at in 3..many {
        // A few came this week and wait; the others over two years.
        let days = if at % 20 == 3 { w.dice.between(1, 6) } else { w.dice.between(9, HISTORY - 6) };
        starts.push((days, None));
    }
    starts.sort_by_key(|(days, persona)| (-days, persona.is_none()));
    starts
}

/// All participants in the order in which they came.
pub fn begin(w: &mut World<'_, '_>, staff: &Staff, names: &mut Names, many: u32) -> Result<Vec<Life>, Error> {
    let mut lives = Vec::new();
    for (days, persona) in starts(w, many) {
        let spanish = persona == Some(ROSA) || (persona.is_none() && w.dice.chance(0.17));
        let name = match persona {
            None => names.next(&mut w.dice, spanish),
            Some(full) => Name::of(full, (full == ROSA).then_some("woman")),
        };
        let enrolled = w.ago(days);
        let registered_at = w.workday(enrolled);
        let (life_stage, ages) = w.dice.pick(&STAGES).unwrap_or_default();
        let language = if spanish { "es" } else { "en" };
        let person =
            cast::welcome(w, &name, (Role::Participant, language, ages), staff.coordinator, registered_at)?;
        let participant = w.id(registered_at);
        let site = w.dice.pick(&staff.sites);
        people::store::add_participant(w.tx, participant, person, site, registered_at)?;
        let capital = match persona {
            Some(_) => Capital { start: -0.6, gain: 1.1, ..Capital::of(&mut w.dice) },
            None => Capital::of(&mut w.dice),
        };
        let episodes = match persona {
            Some(_) => vec![Episode { enrolled, ended: None }],
            None => episodes(w, &capital, enrolled),
        };
        let pathway = w.dice.word(Kind::Pathway.values());
        let (matches, goals) = (Vec::new(), Vec::new());
        lives.push(Life {
            participant,
            person,
            name,
            spanish,
            registered_at,
            life_stage,
            pathway,
            episodes,
            matches,
            goals,
            capital,
        });
    }
    Ok(lives)
}

fn episodes(w: &mut World<'_, '_>, capital: &Capital, enrolled: Date) -> Vec<Episode> {
    let first = Episode { enrolled, ended: leave(w, capital, (enrolled, enrolled)) };
    let returns = first.ended.map(|(day, reason)| {
        let again = plus(day, w.dice.between(30, 150));
        let willing = w.dice.chance(if reason == "goals_met" { 0.08 } else { 0.28 });
        (again, willing && again < w.ago(12))
    });
    match returns {
        Some((again, true)) => {
            let second = Episode { enrolled: again, ended: leave(w, capital, (enrolled, again)) };
            vec![first, second]
        }
        _ => vec![first],
    }
}

/// Month by month: the lower the capital, the likelier contact is lost; the higher and the longer, the likelier the
/// goals are met. In this way those who are measured late are not like those who are lost, as in real programs.
fn leave(
    w: &mut World<'_, '_>,
    capital: &Capital,
    (first, from): (Date, Date),
) -> Option<(Date, &'static str)> {
    for month in 0..30 {
        let begins = plus(from, 10 + 30 * month);
        let level = capital.after(days_between(first, begins));
        let day = plus(begins, w.dice.between(0, 29));
        let lost = 0.019 * (-0.75 * level).exp();
        let met = if month >= 5 { 0.035 * (0.6 * level).exp() } else { 0.0 };
        let throw = w.dice.unit();
        let reason = if throw < lost {
            "lost_contact"
        } else if throw < lost + met {
            "goals_met"
        } else if throw < lost + met + 0.016 {
            w.dice.weighted(&[(4, "moved"), (3, "transferred"), (4, "asked_to_end"), (1, "other")])
        } else {
            continue;
        };
        return (day < w.ago(1)).then_some((day, reason));
    }
    None
}
