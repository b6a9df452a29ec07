//! What the program gave in a period, as far as it may be shown (decision 11).

use std::collections::{BTreeMap, BTreeSet};

use cairn_evidence::{Cell, Table, small_cells};
use jiff::civil::Date;
use uuid::Uuid;

use super::contact::{Contact, Model};
use super::cut::{Cut, cut};
use super::dose::{Rhythm, Stay, Sum, by, median};
use crate::outcomes::Period;

/// Days from enrollment to the first contact, up to and with: within two days is what programs promise for a first
/// meeting, a week and two weeks are how long people wait elsewhere.
pub const WAITS: [i64; 3] = [2, 7, 14];
/// Gaps are told in days longer than these.
pub const GAPS: [i64; 2] = [14, 30];

/// Where a one-to-one contact was: the mode, and for meetings in person the setting.
pub type Way = (String, Option<String>);

#[derive(Debug)]
pub struct Program {
    pub models: Cut<Model>,
    /// One-to-one contacts; none where their sum is not shown. One cut only: by mode and by setting beside each other would
    /// tell of the few who are hidden in both.
    pub ways: Option<Cut<Way>>,
    /// Median of contacts and minutes of each participant with a contact.
    pub each: Option<(f64, f64)>,
    /// People who enrolled in the period by days to the first contact: within each of [`WAITS`], later, not yet.
    pub waits: Table,
    /// Median of the days to the first contact of those who had one.
    pub wait: Option<f64>,
    /// Those of them who had a contact by their longest gap: up to each of [`GAPS`], longer, nothing to measure. None where
    /// its total would tell how few had none.
    pub gaps: Option<Table>,
    pub gap: Option<f64>,
}

impl Program {
    /// `contacts`: since the first day of the period, up to today.
    pub fn of(
        contacts: &[Contact],
        stays: &[Stay],
        (period, today): (Period, Date),
        smallest: usize,
    ) -> Program {
        let given = || contacts.iter().filter(|contact| (period.from..=period.to).contains(&contact.on));
        let mut found = by(given(), |contact| contact.model);
        let models = Model::ALL.map(|model| (model, found.remove(&model).unwrap_or_default()));
        let models = cut(models.into(), smallest);
        let one_to_one = models.rows.iter().any(|(model, sum)| *model == Model::OneToOne && sum.is_some());
        let ways = one_to_one.then(|| {
            let own = given().filter(|contact| contact.model == Model::OneToOne);
            cut(by(own, way).into_iter().collect(), smallest)
        });
        let rhythms = rhythms(contacts, stays, (period, today));
        let (waits, gaps) = cells(&rhythms, smallest);
        let enough = |values: Vec<i64>| (values.len() >= smallest).then(|| median(values)).flatten();
        let whole = |table: &Table| table.cells.iter().all(|cell| matches!(cell, Cell::Shown(_)));
        let measured = |of: fn(&Rhythm) -> Option<i64>| enough(rhythms.iter().filter_map(of).collect());
        Program {
            models,
            ways,
            each: each(given(), enough),
            wait: if whole(&waits) { measured(|rhythm| rhythm.first_after) } else { None },
            gap: if gaps.as_ref().is_some_and(whole) { measured(Rhythm::longest) } else { None },
            waits,
            gaps,
        }
    }
}

fn way(contact: &Contact) -> Way {
    let mode = contact.mode.clone().unwrap_or_default();
    let setting = contact.setting.clone().filter(|_| mode == "in_person");
    (mode, setting)
}

fn is_for_participants(contact: &Contact) -> bool {
    Model::OF_PARTICIPANTS.contains(&contact.model)
}

fn each<'a>(
    given: impl Iterator<Item = &'a Contact>,
    enough: impl Fn(Vec<i64>) -> Option<f64>,
) -> Option<(f64, f64)> {
    let people: BTreeMap<Uuid, Sum> = by(given.filter(|one| is_for_participants(one)), |contact| contact.who);
    let contacts = people.values().map(|sum| i64::try_from(sum.contacts).unwrap_or(i64::MAX)).collect();
    enough(contacts).zip(enough(people.values().map(|sum| sum.minutes).collect()))
}

/// The rhythm of everybody who enrolled in the period, by the first enrollment in it.
fn rhythms(contacts: &[Contact], stays: &[Stay], (period, today): (Period, Date)) -> Vec<Rhythm> {
    let mut own: BTreeMap<Uuid, Vec<&Contact>> = BTreeMap::new();
    for contact in contacts.iter().filter(|contact| is_for_participants(contact)) {
        own.entry(contact.who).or_default().push(contact);
    }
    let mut begun: Vec<&Stay> =
        stays.iter().filter(|stay| (period.from..=period.to).contains(&stay.from)).collect();
    begun.sort_by_key(|stay| (stay.from, stay.until));
    let mut seen = BTreeSet::new();
    begun.retain(|stay| seen.insert(stay.who));
    let of = |stay: &&Stay| {
        let own = own.get(&stay.who).into_iter().flatten().copied();
        Rhythm::of(stay, own, today)
    };
    begun.iter().map(of).collect()
}

fn cells(rhythms: &[Rhythm], smallest: usize) -> (Table, Option<Table>) {
    // Which of the limits a value keeps; the first place after them for what is longer, the next for what is missing.
    let place = |value: Option<i64>, limits: &[i64]| match value {
        Some(days) => limits.iter().take_while(|limit| days > **limit).count(),
        None => limits.len() + 1,
    };
    let count = |values: Vec<Option<i64>>, limits: &[i64]| {
        let places: Vec<usize> = values.into_iter().map(|value| place(value, limits)).collect();
        let counted = (0..limits.len() + 2).map(|at| places.iter().filter(|found| **found == at).count());
        hide(&counted.map(|count| count as u64).collect::<Vec<_>>(), smallest)
    };
    let waits = count(rhythms.iter().map(|rhythm| rhythm.first_after).collect(), &WAITS);
    let met = rhythms.iter().filter(|rhythm| rhythm.first_after.is_some());
    let told = matches!(waits.cells.last(), Some(Cell::Shown(_)));
    let gaps = told.then(|| count(met.map(Rhythm::longest).collect(), &GAPS));
    (waits, gaps)
}

/// Nobody at all is as little as too few: an empty table is hidden like a small one.
fn hide(counts: &[u64], smallest: usize) -> Table {
    let nothing = || Table { cells: vec![Cell::Suppressed; counts.len()], total: Cell::Suppressed };
    if smallest > 0 && counts.iter().sum::<u64>() == 0 {
        return nothing();
    }
    small_cells(counts, smallest as u64).unwrap_or_else(|_| nothing())
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::super::dose::sample::{START, contact, who};
    use super::*;

    /// Everybody enrolled on the first day; contacts of fifty minutes on these days.
    fn program(days: &[&[i64]], smallest: usize) -> Program {
        let stays: Vec<_> =
            (1..).zip(days).map(|(number, _)| Stay { who: who(number), from: START, until: None }).collect();
        let of = |(number, days): (u128, &&[i64])| {
            days.iter().map(move |day| contact(number, Model::OneToOne, *day, 50)).collect::<Vec<_>>()
        };
        let contacts: Vec<_> = (1..).zip(days).flat_map(of).collect();
        let today = START + 60.days();
        Program::of(&contacts, &stays, (Period { from: START, to: today }, today), smallest)
    }

    fn told(table: &Table) -> Vec<Option<u64>> {
        let shown = |cell: &Cell| match cell {
            Cell::Shown(count) => Some(*count),
            Cell::Suppressed => None,
        };
        table.cells.iter().map(shown).collect()
    }

    #[test]
    fn a_program_counted_by_hand() {
        let people: [&[i64]; 4] = [&[1, 20, 50], &[10], &[30, 59], &[]];
        let found = program(&people, 0);
        assert_eq!(told(&found.waits), [Some(1), Some(0), Some(1), Some(1), Some(1)]);
        assert_eq!(found.wait, Some(10.0), "of 1, 10 and 30");
        // Longest gaps: 30 (day 20 to 50), 50 (day 10 to today), 29.
        assert_eq!(told(found.gaps.as_ref().unwrap()), [Some(0), Some(2), Some(1), Some(0)]);
        assert_eq!(found.gap, Some(30.0));
        assert_eq!(found.each, Some((2.0, 100.0)), "three, one and two contacts");
        assert_eq!(found.models.total.unwrap().minutes, 300);
    }

    #[test]
    fn a_hidden_number_is_not_told_by_the_next_table() {
        let met: &[i64] = &[1, 10];
        let mut people = vec![met; 12];
        people.extend([&[] as &[i64]; 2]);
        let found = program(&people, 5);
        assert_eq!(told(&found.waits), [None, Some(0), Some(0), Some(0), None], "two had no contact yet");
        assert!(found.gaps.is_none(), "a table of the other twelve would tell of the two");
        assert_eq!((found.wait, found.gap), (None, None));
        assert!(program(&[met; 4], 5).models.total.is_none(), "four are too few");
        assert_eq!(told(&program(&[], 5).waits), [None; 5], "nobody is told like too few");
    }
}
