//! The person's own page: whether and how they are reminded, where they are reached, and their calendar's feed.

use askama::Template;

use super::choose::{LEADS, WAYS};
use super::{Contact, own, store, usable};
use crate::contracts::Channel;
use crate::feeds::{self, Feed};
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "reminders/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    on: bool,
    paused: bool,
    ways: Vec<Choice>,
    leads: Vec<Choice>,
    contacts: Vec<Contact>,
    /// Ways of which an address can be typed here.
    typed: Vec<Choice>,
    push_key: Option<String>,
    feed: Option<Feed>,
    feed_address: Option<String>,
}

pub async fn index(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

/// The page after a form of it was sent; the choice is filled in as it is kept.
pub(super) async fn draw(visit: Visit, form: Form) -> Answer {
    show(visit, form, true).await
}

/// The page with the choice as it was typed.
pub(super) async fn draw_typed(visit: Visit, form: Form) -> Answer {
    show(visit, form, false).await
}

/// For the feed's forms, which stand on this page too.
pub async fn with_form(visit: Visit, form: Form) -> Answer {
    draw(visit, form).await
}

async fn show(visit: Visit, mut form: Form, fill: bool) -> Answer {
    let app = visit.app.clone();
    let base = base_url(&visit);
    let (visitor, (choice, contacts, usable, feed)) = visit
        .read(move |desk| {
            let seat = own(desk)?;
            let choice = store::choices::own(desk.tx, &seat)?;
            let contacts = store::contacts::own(desk.tx, &seat)?;
            Ok((choice, contacts, usable(desk, &app.sender), feeds::store::own(desk.tx, &seat)?))
        })
        .await?;
    if fill {
        let chosen = [("mail", choice.mail), ("sms", choice.sms), ("push", choice.push)];
        chosen.into_iter().filter(|(_, is)| *is).for_each(|(way, _)| form.set("ways", way));
        let leads = [("day", choice.day_before), ("hours", choice.hours_before)];
        leads.into_iter().filter(|(_, is)| *is).for_each(|(lead, _)| form.set("leads", lead));
        if choice.messages {
            form.set("messages", "yes");
        }
        if choice.check_ups {
            form.set("check_ups", "yes");
        }
        if choice.paused {
            form.set("paused", "yes");
        }
        if let Some(feed) = &feed {
            form.set_some("word", feed.word.as_ref());
        }
    }
    let (t, shell) = visitor.shell("reminders-title");
    let open = |code: &str| usable.iter().any(|channel| channel.code() == code);
    let ways = WAYS.iter().filter(|way| open(way)).map(|way| {
        let reached = contacts.iter().any(|contact| contact.verified && contact.channel.code() == *way);
        let hint = if reached { String::new() } else { t.get("reminders-add-address-first") };
        Choice { hint, ..Choice::new(*way, t.code("reminder-way", way)) }
    });
    let typed: Vec<&str> = ["mail", "sms"].into_iter().filter(|way| open(way)).collect();
    let push_key = visitor.app.sender.push_key().filter(|_| usable.contains(&Channel::Push));
    let page = IndexPage {
        on: choice.is_on(),
        paused: choice.paused,
        ways: ways.collect(),
        leads: Choice::codes(&t, "reminder-lead", &LEADS),
        typed: Choice::codes(&t, "reminder-way", &typed),
        feed_address: feed.as_ref().and_then(|feed| feed.address(&base)),
        feed,
        contacts,
        push_key,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// How people reach this server.
fn base_url(visit: &Visit) -> String {
    let server = &visit.app.config.server;
    server.public_url.clone().unwrap_or_else(|| ["http://", &visit.host].concat())
}
