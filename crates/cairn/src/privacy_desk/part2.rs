//! Whether the program holds itself bound by 42 CFR Part 2. It is, until the officer writes down why it is not; what may
//! leave stays the same either way (decision 25).

use askama::Template;
use cairn_db::{Error, Tx, params};
use jiff::Timestamp;

use super::{Stamp, officer, stamp};
use crate::access::Seat;
use crate::audit::Act;
use crate::web::{Answer, Form, Refusal, Shell, Text, Visit};

const MODES: [&str; 2] = ["on", "off"];

/// Somebody switched it, then, for this reason.
struct Change {
    mode: String,
    reason: String,
    at: Timestamp,
    by: String,
}

#[derive(Template)]
#[template(path = "privacy_desk/part2.html")]
struct Part2Page {
    t: Text,
    shell: Shell,
    f: Form,
    off: bool,
    changes: Vec<Change>,
}

/// Every change, the newest first. There are few in the life of a program.
fn changes(tx: &mut Tx<'_>, _seat: &Seat) -> Result<Vec<Change>, Error> {
    tx.all(
        "SELECT c.mode, c.reason, c.changed_at, p.name FROM part2_changes c JOIN people p ON p.id = c.changed_by
         ORDER BY c.changed_at DESC, c.id DESC LIMIT 100",
        &[],
        |row| {
            Ok(Change {
                mode: row.get("mode")?,
                reason: row.get("reason")?,
                at: row.get("changed_at")?,
                by: row.get("name")?,
            })
        },
    )
}

fn add(tx: &mut Tx<'_>, seat: &Seat, stamp: Stamp, (mode, reason): (&str, &str)) -> Result<(), Error> {
    let reason = tx.seal(stamp.program, reason)?;
    tx.execute(
        "INSERT INTO part2_changes (id, mode, reason, changed_at, changed_by) VALUES ($1, $2, $3, $4, $5)",
        params![stamp.id, mode, reason, stamp.at, seat.person()],
    )?;
    Ok(())
}

pub async fn show(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, (off, changes)) = visit
        .read(|desk| {
            let seat = officer(desk)?;
            Ok((desk.program.part2_off, changes(desk.tx, &seat)?))
        })
        .await?;
    let (t, shell) = visitor.shell("privacy-desk-title");
    visitor.show_form(&form, Part2Page { t, shell, f: form.clone(), off, changes })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let mode = form.required_choice("mode", &MODES);
    let reason = form.required_text("reason", 2000);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = officer(desk)?;
                desk.require_step_up()?;
                if desk.program.part2_off == (mode == "off") {
                    return Err(Refusal { field: "", key: "part2-so-already" }.into());
                }
                let stamp = stamp(desk);
                add(desk.tx, &seat, stamp, (&mode, &reason))?;
                desk.enter_seated(&seat, Act::Changed, "part2_mode", stamp.id.to_string())?;
                Ok("/part-2-mode".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    } else {
        visit.clone().read(|desk| officer(desk).map(drop)).await?;
    }
    draw(visit, form).await
}
