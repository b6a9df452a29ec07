//! Two and six weeks after a first contact: how close, how safe, how hopeful, and a few words.

use axum::extract::Path;
use jiff::civil::Date;

use super::follow_up_due::{coming, due};
use super::hand_over;
use super::opened::{self, Opened};
use super::page::{self, Around, Entry, Field, Head, WritePage, tier};
use super::release::Kind;
use super::store::{self, FollowUp};
use crate::ids::RowId;
use crate::web::{Answer, Form, Refusal, Text, Visit};

/// Of the words beside the numbers.
const LONGEST: usize = 2000;

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

/// The answers in words.
pub(super) fn said(t: &Text, one: &FollowUp) -> Vec<(String, String)> {
    let of_ten = |n: i64| t.with("goal-of-ten", "n", n);
    let mut said = vec![
        (t.get("repair-closeness"), of_ten(one.closeness)),
        (t.get("repair-safety"), of_ten(one.safety)),
        (t.get("repair-hopeful"), of_ten(one.hope)),
    ];
    said.extend(one.words.clone().map(|words| (t.get("repair-follow-up-words"), words)));
    said
}

fn open_question(opened: &Opened, all: &[FollowUp], today: Date) -> Option<&'static str> {
    let answered: Vec<String> = all.iter().map(|one| one.due.clone()).collect();
    opened.standing.held_on.and_then(|on| due(on, &answered, today)).map(|(code, _)| code)
}

/// When the next questions come, to somebody whom nothing is asked today.
fn note(t: &Text, opened: &Opened, today: Date) -> Option<String> {
    if !opened.is_own() || opened.phase().is_ended() {
        return None;
    }
    let next = opened.standing.held_on.and_then(|on| coming(on, today));
    Some(next.map_or_else(|| t.get("repair-not-due"), |on| t.with("repair-due-on", "day", t.date(&on))))
}

async fn draw(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, (opened, around, question, today, all, over)) = visit
        .write(move |desk| {
            let opened = opened::open(desk, id)?;
            let mut all = store::follow_ups(desk.tx, &opened.part)?;
            let today = desk.today();
            let question = open_question(&opened, &all, today);
            all.retain(|one| opened.reads(one.tier));
            let around = Around::load(desk, &opened.record)?;
            let over = hand_over::load(desk, &opened, Kind::FollowUp)?;
            Ok((opened, around, question, today, all, over))
        })
        .await?;
    let (t, shell) = visitor.shell("repair-title");
    let writes = opened.is_own() && !opened.phase().is_ended() && question.is_some();
    let fields = vec![
        Field::scale("closeness", "repair-closeness"),
        Field::scale("safety", "repair-safety"),
        Field::scale("hope", "repair-hopeful"),
        Field::words("words", "repair-follow-up-words").optional().at_most(LONGEST),
    ];
    let entries = all.iter().map(|one| Entry {
        when: [t.code("repair-due", &one.due), t.instant(&one.at)].join(", "),
        tier: t.code("tier", one.tier.code()),
        release: over.handing(one.id),
        said: said(&t, one),
    });
    let page = WritePage {
        head: Head::of(&opened),
        step: "follow-up",
        action: format!("/relationships/{id}/follow-up"),
        note: if writes { None } else { note(&t, &opened, today) },
        fields: if writes { fields } else { Vec::new() },
        tiers: around.choices(&t),
        entries: entries.collect(),
        received: over.received(&t),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let closeness = form.required_integer("closeness", 0..=10);
    let safety = form.required_integer("safety", 0..=10);
    let hope = form.required_integer("hope", 0..=10);
    let words = form.text("words", LONGEST);
    let tier = tier(&mut form);
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        page::check_writes(opened)?;
        let all = store::follow_ups(desk.tx, &opened.part)?;
        let question = open_question(opened, &all, desk.today());
        let due = question.ok_or(Refusal { field: "closeness", key: "repair-not-due" })?.to_string();
        let (new, at) = (desk.id(), desk.now);
        let new = FollowUp { id: new, due, closeness, safety, hope, words, tier, at };
        store::add_follow_up(desk.tx, &opened.part, &new, desk.viewer.person)?;
        // Less safe than halfway: the questions about safety come next.
        let next = if safety < 5 { "/safety" } else { "" };
        Ok(format!("/relationships/{id}{next}"))
    })
    .await?;
    match done {
        Some(location) if location.ends_with("/safety") => visit.redirect(&location, "repair-less-safe"),
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}
