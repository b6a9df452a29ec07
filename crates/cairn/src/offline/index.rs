//! Taking today's people and one's own things along, and the devices that may.

use askama::Template;

use super::along::Along;
use super::{Device, HOLDERS, LEASE, OWN_LEASE, store};
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
    /// Until when others can be read; none where there is nobody to take along.
    until: Option<jiff::Timestamp>,
    /// The same for the viewer's own things.
    own_until: Option<jiff::Timestamp>,
    /// Whether the viewer walks with people.
    walks: bool,
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
    let (visitor, (candidates, devices, now, own)) = visit
        .read(move |desk| {
            let seat = desk.seat(&HOLDERS)?;
            let candidates = store::candidates(desk.tx, &seat, (desk.now, desk.now + LEASE))?;
            let devices = page.page(store::devices_of(desk.tx, desk.viewer.person, page)?);
            Ok((candidates, devices, desk.now, Along::own(desk.viewer)))
        })
        .await?;
    let (t, shell) = visitor.shell("offline-title");
    let is = |role| visitor.viewer.as_ref().is_some_and(|viewer| viewer.is(role));
    let (walks, administrator) = (is(Role::PeerSupporter), is(Role::Administrator));
    let until = (!candidates.is_empty()).then(|| now + LEASE);
    let own_until = (!own.is_empty()).then(|| now + OWN_LEASE);
    let mut people = Vec::new();
    for one in candidates {
        if one.next.is_some() {
            form.set("people", one.participant);
        }
        let hint = one.next.map_or_else(String::new, |at| t.with("offline-meets", "when", t.instant(&at)));
        people.push(Choice { hint, ..Choice::new(one.participant.to_string(), one.name) });
    }
    for one in own {
        if !walks {
            form.set("people", one.code());
        }
        let key = one.own_key();
        let hint = t.get(&format!("{key}-hint"));
        people.push(Choice { hint, ..Choice::new(one.code(), t.get(key)) });
    }
    let script = offline_js_href();
    let page =
        IndexPage { t, shell, f: form, script, people, devices, until, own_until, walks, administrator };
    visitor.show(page)
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
