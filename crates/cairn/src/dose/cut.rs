//! What of the program's sums may be shown (decision 11): no figure about fewer people than the smallest group, nor one from
//! which such a figure could be worked out.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::dose::Sum;

/// The parts of one whole, each shown or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut<K> {
    pub rows: Vec<(K, Option<Sum>)>,
    /// What the hidden parts come to together; none when nothing is hidden.
    pub together: Option<Sum>,
    /// None when everybody together is too few: then nothing is shown at all.
    pub total: Option<Sum>,
}

/// Hides the parts about fewer than `smallest` people. What is hidden follows from the total only as a sum, so that sum must
/// be of two parts at least, and of `smallest` people at least: else the smallest of the shown parts are hidden too, all of
/// those that are equal. A part about nobody is shown. A `smallest` of 0 or 1 hides nothing.
pub fn cut<K>(parts: Vec<(K, Sum)>, smallest: usize) -> Cut<K> {
    let sums: Vec<Sum> = parts.iter().map(|(_, sum)| sum.clone()).collect();
    let joined = |chosen: &dyn Fn(&Sum) -> bool| {
        let mut all = Sum::default();
        sums.iter().filter(|sum| chosen(sum)).for_each(|sum| all.join(sum));
        all
    };
    let total = joined(&|_| true);
    let mut below = smallest;
    while let Some((number, people)) = hidden(&sums, below) {
        if number == 0 || (number > 1 && people.len() >= smallest) {
            break;
        }
        // The next larger part goes too; when there is none, everything is hidden.
        let next = sums.iter().map(|sum| sum.who.len()).filter(|count| *count >= below.max(1)).min();
        match next {
            Some(count) => below = count + 1,
            None => return nothing(parts),
        }
    }
    if total.who.len() < smallest {
        return nothing(parts);
    }
    let is_hidden = |sum: &Sum| (1..below).contains(&sum.who.len());
    let together = joined(&is_hidden);
    Cut {
        rows: parts.into_iter().map(|(key, sum)| (key, (!is_hidden(&sum)).then_some(sum))).collect(),
        together: (together.contacts > 0).then_some(together),
        total: Some(total),
    }
}

/// How many parts are about fewer than `below` people, and who these are; none when nothing is ever hidden.
fn hidden(sums: &[Sum], below: usize) -> Option<(usize, BTreeSet<Uuid>)> {
    let small = || sums.iter().filter(|sum| (1..below).contains(&sum.who.len()));
    (below > 1).then(|| (small().count(), small().flat_map(|sum| sum.who.iter().copied()).collect()))
}

fn nothing<K>(parts: Vec<(K, Sum)>) -> Cut<K> {
    Cut { rows: parts.into_iter().map(|(key, _)| (key, None)).collect(), together: None, total: None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::contact::Model;
    use super::super::dose::by;
    use super::super::dose::sample::{contact, contacts};
    use super::*;

    /// A part about people numbered from `first` on, one contact of ten minutes each.
    fn part(first: u128, people: u128) -> Sum {
        let all: Vec<_> =
            (first..first + people).map(|number| contact(number, Model::OneToOne, 1, 10)).collect();
        Sum::of(&all)
    }

    fn shown(parts: &[Sum], smallest: usize) -> (Vec<Option<u64>>, Option<u64>, Option<u64>) {
        let cut = cut(parts.iter().cloned().enumerate().collect(), smallest);
        let contacts = |sum: Option<Sum>| sum.map(|sum| sum.contacts);
        (
            cut.rows.into_iter().map(|(_, sum)| contacts(sum)).collect(),
            contacts(cut.together),
            contacts(cut.total),
        )
    }

    #[test]
    fn each_rule_by_hand() {
        let (big, mid, small) = (part(0, 20), part(0, 7), part(0, 3));
        let none = Sum::default();
        assert_eq!(
            shown(&[big.clone(), small.clone(), none.clone(), mid.clone()], 5),
            (vec![Some(20), None, Some(0), None], Some(10), Some(30)),
            "the next larger goes with a small one, for the total would give it away"
        );
        let two = [big.clone(), part(0, 3), part(1, 3)];
        assert_eq!(shown(&two, 5).0, [None, None, None], "four people in two parts are still four people");
        assert_eq!(shown(&[big.clone(), part(0, 3), part(8, 3)], 5).1, Some(6), "six people are enough");
        assert_eq!(shown(&[small.clone(), none.clone()], 5), (vec![None, None], None, None));
        assert_eq!(
            shown(&[none.clone(), none], 5),
            (vec![None, None], None, None),
            "nobody is no large group"
        );
        assert_eq!(shown(&[big, small], 0), (vec![Some(20), Some(3)], None, Some(23)));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_about_enough_people_and_adds_up(contacts in contacts(), smallest in 3_usize..12) {
            let parts: Vec<_> = by(&contacts, |contact| contact.model).into_iter().collect();
            let mut turned = parts.clone();
            turned.reverse();
            let found = cut(parts, smallest);
            let mut back = cut(turned, smallest);
            back.rows.reverse();
            prop_assert_eq!(&back, &found);
            let enough = |sum: &Sum| sum.who.len() >= smallest;
            prop_assert!(found.rows.iter().filter_map(|(_, sum)| sum.as_ref()).all(enough));
            prop_assert!(found.together.iter().all(enough));
            let hidden = found.rows.iter().filter(|(_, sum)| sum.is_none()).count();
            prop_assert!(found.total.is_none() || hidden != 1);
            if let Some(total) = &found.total {
                let mut added = found.together.clone().unwrap_or_default();
                found.rows.iter().filter_map(|(_, sum)| sum.as_ref()).for_each(|sum| added.join(sum));
                prop_assert_eq!(&added, total);
            }
        }
    }
}
