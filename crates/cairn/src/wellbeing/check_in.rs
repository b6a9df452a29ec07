//! How a week was: one tap, how they slept, and a line if they like. Theirs alone.
//!
//! It has no streak, no score and no good or bad answer; a week without one is a week without one.

use askama::Template;
use cairn_db::{Error, Tx, params};
use jiff::{Timestamp, ToSpan, civil::Date};

use super::Own;
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Form, Page, PageRequest, Shell, Text, Visit};

/// Days after which it would be a good time again.
const RHYTHM: i64 = 7;
/// Letters in its one line.
const LONGEST_WORDS: usize = 500;

#[derive(Debug, Clone)]
pub struct CheckIn {
    pub id: RowId,
    pub on_day: Date,
    /// 0 very hard … 10 very good.
    pub mood: Option<i64>,
    /// Hours of sleep a night on the average, 0 to 14.
    pub sleep_hours: Option<i64>,
    pub words: Option<String>,
    pub kept_at: Timestamp,
}

/// Whether it would be a good time for one: none in the last seven days.
pub fn is_due(newest: Option<Date>, today: Date) -> bool {
    newest.is_none_or(|on| on <= today.saturating_sub(RHYTHM.days()))
}

/// Every check-in of the viewer, the newest first.
pub fn all(tx: &mut Tx<'_>, own: &Own) -> Result<Vec<CheckIn>, Error> {
    tx.all(
        "SELECT id, on_day, mood, sleep_hours, words, kept_at FROM own_check_ins WHERE person_id = $1
         ORDER BY on_day DESC, id DESC",
        params![own.person()],
        |row| {
            Ok(CheckIn {
                id: row.get("id")?,
                on_day: row.get("on_day")?,
                mood: row.get("mood")?,
                sleep_hours: row.get("sleep_hours")?,
                words: row.get("words")?,
                kept_at: row.get("kept_at")?,
            })
        },
    )
}

/// The day of the viewer's newest check-in.
pub fn newest_on(tx: &mut Tx<'_>, own: &Own) -> Result<Option<Date>, Error> {
    tx.maybe(
        "SELECT on_day FROM own_check_ins WHERE person_id = $1 ORDER BY on_day DESC, id DESC LIMIT 1",
        params![own.person()],
        |row| row.get("on_day"),
    )
}

fn add(tx: &mut Tx<'_>, own: &Own, new: &CheckIn) -> Result<(), Error> {
    let person = own.person();
    tx.execute(
        "INSERT INTO own_check_ins (id, person_id, on_day, mood, sleep_hours, words, kept_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            new.id,
            person,
            new.on_day,
            tx.seal_data(person, new.mood)?,
            tx.seal_data(person, new.sleep_hours)?,
            tx.seal_some(person, new.words.as_deref())?,
            new.kept_at
        ],
    )?;
    Ok(())
}

#[derive(Template)]
#[template(path = "wellbeing/check_ins.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    check_ins: Page<CheckIn>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, check_ins) = visit
        .read(move |desk| {
            let own = Own::open(desk)?;
            Ok(page.page(page.cut(all(desk.tx, &own)?)))
        })
        .await?;
    let (t, shell) = visitor.shell("wellbeing-title");
    visitor.show(IndexPage { t, shell, check_ins })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let (mood, sleep_hours) = (form.integer("mood", 0..=10), form.integer("sleep_hours", 0..=14));
    let words = form.text("words", LONGEST_WORDS);
    if form.is_valid() && mood.or(sleep_hours).is_none() && words.is_none() {
        form.wrong("mood", "check-in-nothing");
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let own = Own::open(desk)?;
                let (id, on_day, kept_at) = (desk.id(), desk.today(), desk.now);
                let new = CheckIn { id, on_day, mood, sleep_hours, words, kept_at };
                add(desk.tx, &own, &new)?;
                own.enter(desk, Act::Created, "own_check_in", new.id.into())?;
                Ok("/wellbeing".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "check-in-kept");
        }
    }
    super::index::draw(visit, form).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_in_is_due_a_week_after_the_last() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert!(is_due(None, day("2026-03-09")));
        assert!(is_due(Some(day("2026-03-02")), day("2026-03-09")));
        assert!(!is_due(Some(day("2026-03-03")), day("2026-03-09")));
    }
}
