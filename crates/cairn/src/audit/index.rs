//! The whole log for the privacy officer, and its signed head to print or to take away.

use std::sync::LazyLock;

use askama::Template;
use axum::http::header;
use axum::response::IntoResponse;
use jiff::civil::Date;

use super::store::{self, Opening, Wanted};
use super::{Act, head as heads, keep};
use crate::access::{Desk, Role};
use crate::ids::{ParticipantId, PersonId};
use crate::web::{
    Answer, Choice, Form, Language, Page, PageRequest, Problem, Shell, Text, Visit, locale_files,
};

#[derive(Template)]
#[template(path = "audit/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    staff: Vec<Choice>,
    acts: Vec<Choice>,
    kinds: Vec<Choice>,
    entries: Page<Opening>,
    head: String,
    key: String,
    /// The log does not hold what a head that was kept stands for.
    contradicted: bool,
}

/// The kinds of things that have a word, which are all that entries can be about.
static KINDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = locale_files(Language::English);
    let lines = files.iter().flat_map(|(_, text)| text.lines());
    let keys = lines.filter_map(|line| line.strip_prefix("object-")?.split_once(" =").map(|(key, _)| key));
    let mut kinds: Vec<String> = keys.map(|key| key.replace('-', "_")).collect();
    kinds.sort();
    kinds
});

pub async fn index(visit: Visit, page: PageRequest, query: Form) -> Answer {
    let (app, asked) = (visit.app.clone(), query.clone());
    let contradicted = keep::compare(&app.db, &app.config).await.is_err();
    let (visitor, (entries, staff, signed)) = visit
        .write(move |desk| {
            let seat = desk.seat(&[Role::PrivacyOfficer])?;
            let wanted = wanted(desk, &asked)?;
            let entries = store::of_program(desk.tx, &seat, &wanted, page)?;
            // Reading what was done with one record is itself something its owner can read.
            match wanted.participant {
                Some(id) if desk.knows_participant(id)? => {
                    desk.enter_about(&seat, id, Act::Opened, "audit_log")?;
                }
                _ => desk.enter_seated(&seat, Act::Opened, "audit_log", desk.program.id.to_string())?,
            }
            Ok((entries, store::staff(desk.tx, &seat)?, heads::head(desk.tx, &app)?))
        })
        .await?;
    let (t, shell) = visitor.shell("audit-title");
    let fields = ["person", "participant", "act", "kind", "from", "until"];
    let kept: Vec<String> =
        fields.iter().map(|field| query.query(field)).filter(|query| !query.is_empty()).collect();
    let kinds: Vec<&str> = KINDS.iter().map(String::as_str).collect();
    let key = super::verifier(&visitor.app.config)?.map(|key| key.to_string());
    visitor.show(IndexPage {
        staff: staff.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        acts: Choice::codes(&t, "act", &Act::ALL.map(Act::code)),
        kinds: Choice::codes(&t, "object", &kinds),
        entries: page.page(entries).with_query(&kept.join("&")),
        head: signed.text,
        key: key.unwrap_or_default(),
        contradicted,
        f: query,
        t,
        shell,
    })
}

/// What the filter asks for. What has no meaning finds nothing rather than everything.
fn wanted(desk: &Desk<'_, '_>, query: &Form) -> Result<Wanted, Problem> {
    fn read<T: std::str::FromStr>(query: &Form, field: &str) -> Result<Option<T>, Problem> {
        match query.value(field).trim() {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| Problem::BadRequest),
        }
    }
    let midnight = |day: Date| {
        let start = day
            .at(0, 0, 0, 0)
            .to_zoned_datetime(desk.program.zone.clone())
            .map_err(|_| Problem::BadRequest)?;
        Ok::<_, Problem>(start.timestamp())
    };
    let from = read::<Date>(query, "from")?.map(midnight).transpose()?;
    let last = read::<Date>(query, "until")?.map(|day| day.tomorrow().unwrap_or(day));
    Ok(Wanted {
        person: read::<PersonId>(query, "person")?,
        participant: read::<ParticipantId>(query, "participant")?,
        act: read(query, "act")?,
        kind: read(query, "kind")?,
        from,
        until: last.map(midnight).transpose()?,
    })
}

/// The signed head of the log as it stands, as a file.
pub async fn head(visit: Visit) -> Answer {
    let app = visit.app.clone();
    let (_, signed) = visit
        .read(move |desk| {
            desk.seat(&[Role::PrivacyOfficer])?;
            Ok(heads::head(desk.tx, &app)?)
        })
        .await?;
    let name = format!("attachment; filename=\"head-{:012}.txt\"", signed.head.size);
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_string()),
        (header::CONTENT_DISPOSITION, name),
    ];
    Ok((headers, signed.text).into_response())
}
