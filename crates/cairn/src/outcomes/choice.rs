//! A supporter's say in the dyad view: their weeks and answers are in it only after a yes, which they take back as easily.
//!
//! Who said yes is shown to nobody. What was said before a no leaves the figures with it.

use std::collections::BTreeSet;

use askama::Template;
use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use crate::access::Seat;
use crate::audit::Act;
use crate::ids::{PersonId, RowId};
use crate::web::{Answer, Form, Shell, Text, Visit};
use crate::wellbeing::Own;

#[derive(Template)]
#[template(path = "outcomes/choice.html")]
struct ChoicePage {
    t: Text,
    shell: Shell,
    f: Form,
    smallest: i64,
    /// The newest choice, and when it was made.
    chosen: Option<(bool, Timestamp)>,
}

pub async fn show(visit: Visit, form: Form) -> Answer {
    let (visitor, (chosen, smallest)) = visit
        .read(|desk| {
            let own = Own::open(desk)?;
            Ok((newest(desk.tx, &own)?, super::dyads::smallest_pairs(desk)))
        })
        .await?;
    let (t, shell) = visitor.shell("wellbeing-title");
    let smallest = i64::try_from(smallest).unwrap_or(i64::MAX);
    visitor.show(ChoicePage { t, shell, f: form, smallest, chosen })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    // Whatever is no yes is a no.
    let joins = form.text("joins", 3).is_some_and(|said| said == "yes");
    let location = visit
        .submit(&form, move |desk| {
            let own = Own::open(desk)?;
            let (id, now) = (desk.id::<RowId>(), desk.now);
            choose(desk.tx, &own, (id, joins), now)?;
            own.enter(desk, Act::Created, "figure_choice", id.into())?;
            Ok("/wellbeing/figures".to_string())
        })
        .await?;
    visit.redirect(&location, "saved")
}

fn newest(tx: &mut Tx<'_>, own: &Own) -> Result<Option<(bool, Timestamp)>, Error> {
    tx.maybe(
        "SELECT joins, chosen_at FROM supporter_figure_choices WHERE person_id = $1 ORDER BY id DESC LIMIT 1",
        params![own.person()],
        |row| Ok((row.get("joins")?, row.get("chosen_at")?)),
    )
}

fn choose(tx: &mut Tx<'_>, own: &Own, (id, joins): (RowId, bool), now: Timestamp) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO supporter_figure_choices (id, person_id, joins, chosen_at) VALUES ($1, $2, $3, $4)",
        params![id, own.person(), i64::from(joins), now],
    )?;
    Ok(())
}

/// The people whose newest choice is yes.
pub fn joined(tx: &mut Tx<'_>, _seat: &Seat) -> Result<BTreeSet<PersonId>, Error> {
    let people: Vec<PersonId> = tx.all(
        "SELECT c.person_id FROM supporter_figure_choices c
         WHERE c.joins = 1 AND c.id = (SELECT MAX(n.id) FROM supporter_figure_choices n WHERE n.person_id = c.person_id)",
        &[],
        |row| row.get("person_id"),
    )?;
    Ok(people.into_iter().collect())
}
