//! Who has not yet been asked, by name and never by number.

use std::collections::{BTreeMap, BTreeSet};

use cairn_exchange::{History, balance};

/// Names in the order of the alphabet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotAsked {
    pub to_give: Vec<String>,
    pub to_receive: Vec<String>,
}

/// Who of these people (names by id) has not been asked in this round.
pub fn not_asked(people: &BTreeMap<String, String>, history: &History) -> NotAsked {
    let found = balance(people.keys().map(String::as_str), history);
    NotAsked {
        to_give: names(people, &found.give.this_round),
        to_receive: names(people, &found.receive.this_round),
    }
}

fn names(people: &BTreeMap<String, String>, ids: &BTreeSet<String>) -> Vec<String> {
    let mut names: Vec<String> = ids.iter().filter_map(|id| people.get(id).cloned()).collect();
    names.sort_by_key(|name| name.to_lowercase());
    names
}

#[cfg(test)]
mod tests {
    use cairn_exchange::{Exchange, Meeting};

    use super::*;

    #[test]
    fn names_come_in_the_order_of_the_alphabet_whatever_anybody_did() {
        let people: BTreeMap<String, String> = [("1", "Zoe"), ("2", "ana"), ("3", "Bo")]
            .map(|(id, name)| (id.to_string(), name.to_string()))
            .into();
        assert_eq!(not_asked(&people, &History::default()).to_give, ["ana", "Bo", "Zoe"]);
        let exchange = Exchange { giver: "3".to_string(), receiver: "1".to_string(), listener: None };
        let history = History { meetings: vec![Meeting { exchanges: vec![exchange], watched: vec![] }] };
        let left = not_asked(&people, &history);
        assert_eq!(left.to_give, ["ana", "Zoe"]);
        assert_eq!(left.to_receive, ["ana", "Bo"]);
    }
}
