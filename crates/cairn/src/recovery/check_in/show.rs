//! One check-in, right after it was made: a kind line, who reads it, and help where it may be wanted.
//!
//! Help is offered to the person and to nobody else. Nothing is told or sent by it, and the page says so.

use askama::Template;
use axum::extract::Path;

use super::{CheckIn, store};
use crate::access::Circle;
use crate::ids::{ParticipantId, RowId};
use crate::on_call::{self, OnCall};
use crate::web::{Answer, Problem, Shell, Text, Visit};

/// From here on an urge is strong enough to offer help.
const STRONG: i64 = 7;
/// Up to here it is a very low day.
const LOW: i64 = 1;

#[derive(Template)]
#[template(path = "recovery/check_in/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    participant: ParticipantId,
    check_in: CheckIn,
    readers: String,
    /// Whether help stands on the page.
    helps: bool,
    crisis_line: String,
    on_call: Option<OnCall>,
}

impl ShowPage {
    fn line(&self) -> String {
        let key = match self.check_in.mood {
            _ if self.helps => "check-in-line-hard",
            Some(0..=3) => "check-in-line-low",
            Some(8..=10) => "check-in-line-high",
            _ => "check-in-line",
        };
        self.t.get(key)
    }
}

/// Whether a check-in is one after which help is offered.
fn offers_help(check_in: &CheckIn, language: &str) -> bool {
    let strong = check_in.craving.is_some_and(|craving| craving >= STRONG);
    let low = check_in.mood.is_some_and(|mood| mood <= LOW);
    let said =
        check_in.words.as_deref().is_some_and(|words| cairn_language::crisis(words, language).is_some());
    strong || low || said
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let (visitor, (record, check_in, circle, crisis_line, on_call)) = visit
        .write(move |desk| {
            let participant = store::participant_of(desk.tx, id)?.ok_or(Problem::NotFound)?;
            let record = desk.open_record(participant)?;
            let viewer = desk.viewer.person;
            let check_in = store::one(desk.tx, &record, viewer, id)?.ok_or(Problem::NotFound)?;
            let circle = Circle::load(desk.tx, &record)?;
            let on_call = on_call::now(desk.tx, desk.program, desk.now)?;
            Ok((record, check_in, circle, desk.program.crisis_line.clone(), on_call))
        })
        .await?;
    let (t, shell) = visitor.shell("check-ins-title");
    let page = ShowPage {
        participant: record.participant(),
        readers: circle.readers(&t, check_in.tier),
        helps: record.is_own() && offers_help(&check_in, t.language.code()),
        crisis_line,
        on_call,
        check_in,
        t,
        shell,
    };
    visitor.show(page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Tier;
    use crate::ids::Chance;

    fn check_in(mood: Option<i64>, craving: Option<i64>, words: Option<&str>) -> CheckIn {
        let now = jiff::Timestamp::UNIX_EPOCH;
        CheckIn {
            id: Chance::from_seed(1).id(now),
            mood,
            craving,
            halt: Vec::new(),
            words: words.map(str::to_string),
            tier: Tier::Mine,
            made_at: now,
            made_by: Chance::from_seed(2).id(now),
            made_by_name: String::new(),
        }
    }

    #[test]
    fn help_is_offered_for_a_strong_urge_a_very_low_day_and_words_of_a_crisis() {
        for (one, offered) in [
            (check_in(Some(5), Some(7), None), true),
            (check_in(Some(1), None, None), true),
            (check_in(Some(6), Some(6), Some("Slept at last")), false),
            (check_in(Some(8), None, Some("I want to die")), true),
            (check_in(None, None, Some("no quiero vivir")), true),
        ] {
            assert_eq!(offers_help(&one, "en"), offered, "{one:?}");
        }
    }
}
