//! Making, renewing, naming and ending one's own feed.

use super::{feed, store};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::reminders;
use crate::web::{Answer, Form, Problem, Refusal, Visit};

const ACTS: [&str; 3] = ["make", "renew", "word"];
const BACK: &str = "/reminders#feed";

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let what = form.required_choice("what", &ACTS);
    let word = form.text("word", 60).map(|word| word.replace('\n', " "));
    if what == "make" && !form.checked("feed_understood") {
        form.wrong("feed_understood", "feed-understood-first");
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = desk.seat(&reminders::HATS)?;
                let own = store::own(desk.tx, &seat)?;
                match (what.as_str(), own) {
                    ("word", Some(feed)) => {
                        store::rename(desk.tx, &seat, &feed, word)?;
                        desk.enter_own(Act::Changed, "feed")?;
                    }
                    ("make", Some(_)) => return Err(Refusal { field: "word", key: "feed-is-there" }.into()),
                    ("word", None) => return Err(Problem::NotFound),
                    _ => make(desk, &seat, word)?,
                }
                Ok(BACK.to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    reminders::page_with(visit, form).await
}

fn make(desk: &mut Desk<'_, '_>, seat: &Seat, word: Option<String>) -> Result<(), Problem> {
    let (id, token) = (desk.id(), feed::token(desk.chance.secret()));
    store::make(desk.tx, seat, (id, &token), (word, desk.viewer.language), desk.now)?;
    desk.enter_own(Act::Created, "feed")
}

pub async fn destroy(visit: Visit, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&reminders::HATS)?;
            store::end(desk.tx, &seat, desk.now)?;
            desk.enter_own(Act::Ended, "feed")?;
            Ok(BACK.to_string())
        })
        .await?;
    visit.redirect(&location, "feed-ended")
}
