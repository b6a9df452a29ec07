//! Taking today's people along, and the devices that may.

use askama::Template;

use super::{Device, LEASE, store};
use crate::access::Role;
use crate::web::{Answer, Choice, Form, Page, PageRequest, Shell, Text, Visit, offline_js_href};

#[derive(Template)]
#[template(path = "offline/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    script: String,
    people: Vec<Choice>,
    devices: Page<Device>,
    until: jiff::Timestamp,
    administrator: bool,
}

#[derive(Template)]
#[template(path = "offline/devices.html")]
struct DevicesPage {
    t: Text,
    shell: Shell,
    devices: Page<Device>,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let mut form = visit.new_form();
    let (visitor, (candidates, devices, until, administrator)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::PeerSupporter])?;
            let until = desk.now + LEASE;
            let candidates = store::candidates(desk.tx, &seat, (desk.now, until))?;
            let devices = page.page(store::devices_of(desk.tx, desk.viewer.person, page)?);
            Ok((candidates, devices, until, desk.viewer.is(Role::Administrator)))
        })
        .await?;
    let (t, shell) = visitor.shell("offline-title");
    let mut people = Vec::new();
    for one in candidates {
        if one.next.is_some() {
            form.set("people", one.participant);
        }
        let hint = one.next.map_or_else(String::new, |at| t.with("offline-meets", "when", t.instant(&at)));
        people.push(Choice { hint, ..Choice::new(one.participant.to_string(), one.name) });
    }
    let script = offline_js_href();
    visitor.show(IndexPage { t, shell, f: form, script, people, devices, until, administrator })
}

/// Every device of the program: for the one who answers when somebody has lost theirs.
pub async fn all(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, devices) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            Ok(page.page(store::all_devices(desk.tx, &seat, page)?))
        })
        .await?;
    let (t, shell) = visitor.shell("offline-title");
    visitor.show(DevicesPage { t, shell, devices })
}
