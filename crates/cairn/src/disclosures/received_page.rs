//! Records that came from others: what they are, where they came from, under what the program holds them.

use askama::Template;
use axum::extract::Path;
use serde::Deserialize;

use super::received::{HELD_AS, Received};
use super::{MAKERS, OFFERED, READERS, open_as, sheet, store};
use crate::audit::Act;
use crate::ids::ParticipantId;
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "disclosures/received.html")]
struct ReceivedPage {
    t: Text,
    shell: Shell,
    head: RecordHead,
    received: Vec<Received>,
    may_add: bool,
}

#[derive(Template)]
#[template(path = "disclosures/received_new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    held_as: Vec<Choice>,
    categories: Vec<Choice>,
}

pub async fn index(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let (visitor, (head, received, may_add)) = visit
        .write(move |desk| {
            let record = open_as(desk, id, &READERS)?;
            let received = store::received::all(desk.tx, record.participant())?;
            Ok((RecordHead::load(desk.tx, &record)?, received, MAKERS.contains(&record.acting_as())))
        })
        .await?;
    let (t, shell) = visitor.shell("received-page-title");
    visitor.show(ReceivedPage { t, shell, head, received, may_add })
}

pub async fn new(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: ParticipantId, form: Form) -> Answer {
    let (visitor, head) = visit
        .write(move |desk| {
            let record = open_as(desk, id, &MAKERS)?;
            Ok(RecordHead::load(desk.tx, &record)?)
        })
        .await?;
    let (t, shell) = visitor.shell("received-page-title");
    let page = NewPage {
        held_as: Choice::codes(&t, "received-as", &HELD_AS),
        categories: Choice::codes(&t, "disclosure-category", &OFFERED.map(|category| category.name())),
        f: form.clone(),
        head,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// What a file of another program says, as far as it is kept.
#[derive(Deserialize)]
struct Pages {
    format: String,
    notice: Option<Notice>,
    scope: Option<String>,
    #[serde(default)]
    labels: Vec<Label>,
    records: Vec<Piece>,
}

#[derive(Deserialize)]
struct Notice {
    text: String,
}

#[derive(Deserialize)]
struct Label {
    code: String,
}

#[derive(Deserialize)]
struct Piece {
    category: String,
    #[serde(default)]
    at: Option<String>,
    lines: Vec<(String, String)>,
    #[serde(default)]
    labels: Vec<Label>,
}

/// Labels of a paper record: whatever comes from a part 2 program has them, whether they are written on it or not.
const BY_ORIGIN: [&str; 4] = ["R", "42CFRPart2", "SUD", "NORDSCLCD"];

/// Takes a file apart: words, labels, notice and scope. A record without labels is refused (nobody can say any more
/// what may be done with it).
fn take(file: &str, form: &mut Form, into: &mut Received) {
    let Ok(pages) = serde_json::from_str::<Pages>(file) else {
        form.wrong("file", "received-file-unreadable");
        return;
    };
    if pages.format != sheet::FORMAT {
        form.wrong("file", "received-file-unreadable");
        return;
    }
    if pages.labels.is_empty() || pages.records.iter().any(|piece| piece.labels.is_empty()) {
        form.wrong("file", "received-file-unlabelled");
        return;
    }
    let mut labels: Vec<String> = pages.labels.into_iter().map(|label| label.code).collect();
    let mut categories = Vec::new();
    let mut content = String::new();
    for piece in pages.records {
        for label in piece.labels {
            if !labels.contains(&label.code) {
                labels.push(label.code);
            }
        }
        let at: String = piece.at.unwrap_or_default().chars().take(10).collect();
        for (item, value) in piece.lines {
            content.push_str(format!("{at} {item}: {value}").trim_start());
            content.push('\n');
        }
        if !categories.contains(&piece.category) {
            categories.push(piece.category);
        }
    }
    into.labels = labels;
    into.categories = categories;
    into.content = Some(content);
    into.notice = pages.notice.map(|notice| notice.text);
    into.scope = pages.scope;
}

pub async fn create(visit: Visit, Path(id): Path<ParticipantId>, mut form: Form) -> Answer {
    let offered = OFFERED.map(|category| category.name());
    let now = visit.app.clock.now();
    let mut received = Received {
        id: visit.app.chance.id(now),
        sender_name: form.required_text("sender", 200),
        sender_address: form.text("sender_address", 400),
        received_on: form.required_date("received_on"),
        held_as: form.required_choice("held_as", &HELD_AS),
        description: form.required_text("description", 300),
        content: form.text("content", 20_000),
        categories: form.choices("categories", &offered),
        labels: BY_ORIGIN.iter().map(|label| (*label).to_string()).collect(),
        notice: None,
        scope: form.text("scope", 2000),
        recorded_at: now,
    };
    let file = form.value("file").trim().to_string();
    if !file.is_empty() {
        take(&file, &mut form, &mut received);
    }
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let record = open_as(desk, id, &MAKERS)?;
                store::received::add(desk.tx, &record, &received, desk.viewer.person)?;
                desk.enter(&record, Act::Created, "received_record", Some(received.id.to_string()))?;
                Ok(format!("/participants/{id}/received"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form).await
}
