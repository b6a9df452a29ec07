//! A new file: which years, for what; a look at what small groups take out of it; then the file.

use askama::Template;
use axum::response::IntoResponse;
use cairn_db::Error;

use super::store::{self, Export};
use super::{COLUMNS, Cut, evaluator, file, years};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::disclosures::{Egress, Shape};
use crate::web::{Answer, Form, Shell, Text, Visit};

/// No group need be larger than this to be safe.
const LARGEST_GROUP: i64 = 100;

#[derive(Template)]
#[template(path = "deidentified/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// First and last year that can be asked for.
    years: Option<(i64, i64)>,
    smallest: i64,
    look: Option<Look>,
}

/// What would leave: numbers about few people in words.
struct Look {
    kept: String,
    blanked: String,
    dropped: String,
}

impl NewPage {
    fn columns(&self) -> [&'static str; 18] {
        COLUMNS
    }
}

/// A count, or that it is below the smallest group.
pub fn few(t: &Text, n: i64, smallest: i64) -> String {
    if (1..smallest).contains(&n) { t.with("deidentified-few", "n", smallest) } else { n.to_string() }
}

#[derive(Debug, Clone)]
struct Wanted {
    from: i64,
    to: i64,
    smallest: i64,
    purpose: String,
}

/// Reads the form; what it may ask for depends on the program.
fn read(form: &mut Form, (first, last): (i64, i64), least: i64) -> Option<Wanted> {
    let wanted = Wanted {
        from: form.required_integer("from_year", first..=last),
        to: form.required_integer("to_year", first..=last),
        smallest: form.required_integer("smallest", least..=LARGEST_GROUP),
        purpose: form.required_text("purpose", 300),
    };
    if form.is_valid() && wanted.to < wanted.from {
        form.wrong("to_year", "deidentified-years-turned");
    }
    form.is_valid().then_some(wanted)
}

fn least(desk: &Desk<'_, '_>) -> i64 {
    i64::try_from(desk.program.settings.privacy.smallest_group.max(2)).unwrap_or(LARGEST_GROUP)
}

fn made(desk: &mut Desk<'_, '_>, seat: &Seat, wanted: &Wanted) -> Result<Cut, Error> {
    let zone = desk.program.zone.clone();
    let stays = store::stays(desk.tx, seat, (wanted.from, wanted.to), &zone)?;
    Ok(file::lines(&stays, usize::try_from(wanted.smallest).unwrap_or(usize::MAX)))
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form, None).await
}

/// Looks ahead; nothing leaves.
pub async fn preview(visit: Visit, mut form: Form) -> Answer {
    let (limits, smallest) = limits(&visit).await?;
    let wanted = limits.and_then(|years| read(&mut form, years, smallest));
    draw(visit, form, wanted).await
}

async fn limits(visit: &Visit) -> Result<(Option<(i64, i64)>, i64), crate::web::Problem> {
    let (_, found) = visit
        .clone()
        .read(|desk| {
            let seat = evaluator(desk)?;
            Ok((years(desk, &seat)?, least(desk)))
        })
        .await?;
    Ok(found)
}

async fn draw(visit: Visit, mut form: Form, wanted: Option<Wanted>) -> Answer {
    let (visitor, (years, smallest, cut)) = visit
        .read(move |desk| {
            let seat = evaluator(desk)?;
            let cut = match &wanted {
                Some(wanted) => Some((made(desk, &seat, wanted)?, wanted.smallest)),
                None => None,
            };
            Ok((years(desk, &seat)?, least(desk), cut))
        })
        .await?;
    let (t, shell) = visitor.shell("deidentified-title");
    if let Some((first, last)) = years
        && form.values("from_year").is_empty()
    {
        form.set("from_year", first);
        form.set("to_year", last);
        form.set("smallest", smallest);
    }
    let look = cut.map(|(cut, smallest)| {
        let said = |n: usize| few(&t, i64::try_from(n).unwrap_or(i64::MAX), smallest);
        Look { kept: said(cut.rows.len()), blanked: said(cut.blanked), dropped: said(cut.dropped) }
    });
    visitor.show_form(&form, NewPage { t, shell, f: form.clone(), years, smallest, look })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let (limits, smallest) = limits(&visit).await?;
    let Some(wanted) = limits.and_then(|years| read(&mut form, years, smallest)) else {
        return draw(visit, form, None).await;
    };
    let (_, egress) = visit
        .write(move |desk| {
            let seat = evaluator(desk)?;
            desk.require_step_up()?;
            let cut = made(desk, &seat, &wanted)?;
            let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
            let (kept, blanked, dropped) = (count(cut.rows.len()), count(cut.blanked), count(cut.dropped));
            let (bytes, sha256) = file::written(cut, desk.chance)?;
            let export = Export {
                id: desk.id(),
                from_year: wanted.from,
                to_year: wanted.to,
                smallest: wanted.smallest,
                purpose: wanted.purpose,
                kept,
                blanked,
                dropped,
                sha256,
                at: desk.now,
                by: seat.person(),
                by_name: String::new(),
            };
            store::add(desk.tx, desk.program.id, &export)?;
            desk.enter_seated(&seat, Act::Exported, "deidentified_export", export.id.to_string())?;
            Ok(Egress::about_nobody(Shape::Csv, bytes).called("figures.csv"))
        })
        .await?;
    Ok(egress.into_response())
}
