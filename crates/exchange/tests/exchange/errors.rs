//! Questions without a meaning are refused by name.

use cairn_exchange::{Exchange, FormError, History, Limits, Meeting, Odd, Request, Shape, form};

use crate::dice::ids;

fn refused(present: Vec<String>, history: &History) -> FormError {
    form(&Request { present, shape: Shape::Pairs, odd: Odd::Watch, seed: 0 }, history, &Limits::default())
        .unwrap_err()
}

#[test]
fn somebody_named_twice() {
    let refused = refused(vec!["ada".into(), "ben".into(), "ada".into()], &History::default());
    assert_eq!(refused, FormError::NamedTwice { id: "ada".into() });
    assert_eq!(refused.to_string(), "ada is named twice among those present; name everybody once");
}

#[test]
fn more_people_than_a_group_has() {
    let refused = refused(ids(101), &History::default());
    assert_eq!(refused, FormError::TooMany { count: 101 });
    assert!(refused.to_string().contains("at most 100"), "{refused}");
}

#[test]
fn a_group_of_the_history_with_somebody_twice() {
    let with_self = Exchange { giver: "ada".into(), receiver: "ben".into(), listener: Some("ben".into()) };
    let meetings = vec![Meeting::default(), Meeting { exchanges: vec![with_self], watched: vec![] }];
    let refused = refused(ids(2), &History { meetings });
    assert_eq!(refused, FormError::TwiceInGroup { meeting: 1, id: "ben".into() });
    assert_eq!(
        refused.to_string(),
        "meeting 2 of the history has a group with ben twice; correct that group"
    );
}
