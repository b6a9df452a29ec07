//! A second implementation, straight from the table and slow: one question at a time, "may this one kind of
//! information, or this one record, leave?", answered by going through every paper. It shares the types with the crate
//! and none of its rules.

mod elements;
mod papers;
mod people;
mod statutes;

use std::collections::BTreeSet;

use cairn_part2::Category as C;
use cairn_part2::*;

use papers::{by_agreement, by_consent, by_hipaa, by_order};
use people::includes;
use statutes::{by_statute, restricted, within};

/// What leaves: kinds of information, and of the listed records these.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Leaving {
    pub categories: BTreeSet<C>,
    pub records: BTreeSet<(String, C)>,
}

fn may(q: &Question, c: C, label: Option<&RecordLabel>) -> bool {
    if q.request.subject.is_empty() {
        return false;
    }
    if by_statute(q, c, label) || by_order(q, c, label) {
        return true;
    }
    let ground =
        within(q, c) || by_consent(q, c, label) || by_agreement(q, c, label) || by_hipaa(q, c, label);
    ground && !restricted(q, c, label)
}

pub fn leaving(q: &Question) -> Leaving {
    let mut asked: BTreeSet<C> = q.request.categories.iter().collect();
    if asked.remove(&C::Record) {
        asked.extend(includes(C::Record));
        asked.remove(&C::Record);
    }
    let mut leaving = Leaving::default();
    for c in asked {
        let listed: Vec<&RecordLabel> = q.request.records.iter().filter(|l| l.category == c).collect();
        let out: Vec<_> = listed.iter().filter(|l| may(q, c, Some(l))).collect();
        let whole = listed.is_empty() && may(q, c, None);
        if whole || !out.is_empty() {
            leaving.categories.insert(c);
        }
        leaving.records.extend(out.into_iter().map(|l| (l.id.clone(), c)));
    }
    leaving
}
