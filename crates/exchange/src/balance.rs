//! Who has not yet been asked, for the leader's eye.

use std::collections::BTreeSet;

use crate::{Exchange, History};

/// Who has not yet been asked to give, and who to receive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Balance {
    pub give: NotYet,
    pub receive: NotYet,
}

/// Two sets without counts, in the order of ids: there is nothing here to rank people by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NotYet {
    /// Never asked since the history begins.
    pub ever: BTreeSet<String>,
    /// Not asked in this round. A round is over with the meeting after which everybody has been asked; then all are
    /// in it anew. As long as somebody was never asked, this is the same as `ever`.
    pub this_round: BTreeSet<String>,
}

/// Who of these members has not yet been asked. Limits are not looked at: who is not to be asked is the leader's to
/// know. Ids in the history that are no members' change nothing.
#[must_use]
pub fn balance<'a>(members: impl IntoIterator<Item = &'a str>, history: &History) -> Balance {
    let members: BTreeSet<String> = members.into_iter().map(str::to_owned).collect();
    Balance {
        give: not_yet(&members, history, |exchange| &exchange.giver),
        receive: not_yet(&members, history, |exchange| &exchange.receiver),
    }
}

fn not_yet(members: &BTreeSet<String>, history: &History, asked: fn(&Exchange) -> &String) -> NotYet {
    let mut open = NotYet { ever: members.clone(), this_round: members.clone() };
    for meeting in &history.meetings {
        for exchange in &meeting.exchanges {
            open.ever.remove(asked(exchange));
            open.this_round.remove(asked(exchange));
        }
        if open.this_round.is_empty() {
            open.this_round.clone_from(members);
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Meeting;

    fn history(meetings: &[&[(&str, &str)]]) -> History {
        let exchange = |(giver, receiver): &(&str, &str)| Exchange {
            giver: (*giver).into(),
            receiver: (*receiver).into(),
            listener: None,
        };
        let meeting = |pairs: &&[(&str, &str)]| Meeting {
            exchanges: pairs.iter().map(exchange).collect(),
            watched: vec![],
        };
        History { meetings: meetings.iter().map(meeting).collect() }
    }

    fn set(ids: &[&str]) -> BTreeSet<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn who_was_never_asked_is_named_by_id_and_without_a_count() {
        let past = history(&[&[("dan", "ada")], &[("dan", "bea")]]);
        let balance = balance(["dan", "bea", "ada"], &past);
        assert_eq!(balance.give.ever, set(&["ada", "bea"]));
        assert_eq!(balance.give.this_round, balance.give.ever);
        assert_eq!(balance.receive.ever, set(&["dan"]));
    }

    #[test]
    fn when_everybody_was_asked_a_round_begins_and_a_newcomer_is_asked_first() {
        let past = history(&[&[("ada", "bea")], &[("bea", "ada")], &[("ada", "bea")]]);
        assert_eq!(balance(["ada", "bea"], &past).give, NotYet { ever: set(&[]), this_round: set(&["bea"]) });
        let with_newcomer = balance(["ada", "bea", "new"], &past).give;
        assert_eq!(with_newcomer, NotYet { ever: set(&["new"]), this_round: set(&["new"]) });
    }

    #[test]
    fn who_left_is_not_named_and_nobody_is_nobody() {
        assert_eq!(balance(["ada"], &history(&[&[("gone", "ada")]])).give.ever, set(&["ada"]));
        assert_eq!(balance([], &history(&[&[("gone", "ada")]])), Balance::default());
    }
}
