//! One's own sign-ins, ending them everywhere, and a new passphrase.

use askama::Template;

use super::store::Device;
use super::{passphrase, store};
use crate::audit::Act;
use crate::ids::SignInId;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "account/devices.html")]
struct DevicesPage {
    t: Text,
    shell: Shell,
    devices: Vec<Device>,
    this: SignInId,
}

pub async fn index(visit: Visit) -> Answer {
    let idle = visit.app.config.sign_in.idle;
    let (visitor, (devices, this)) = visit
        .read(move |desk| {
            let devices = store::devices(desk.tx, desk.viewer.person, desk.now - idle)?;
            Ok((devices, desk.viewer.sign_in))
        })
        .await?;
    let (t, shell) = visitor.shell("devices-title");
    visitor.show(DevicesPage { t, shell, devices, this })
}

pub async fn destroy_all(visit: Visit, form: Form) -> Answer {
    let location = visit
        .submit(&form, |desk| {
            store::sign_out_everywhere(desk.tx, desk.viewer.person, Some(desk.viewer.sign_in), desk.now)?;
            desk.enter_own(Act::SignedOut, "sign_in")?;
            Ok("/devices".to_string())
        })
        .await?;
    visit.redirect(&location, "signed-out-everywhere")
}

#[derive(Template)]
#[template(path = "account/passphrase.html")]
struct PassphrasePage {
    t: Text,
    shell: Shell,
    f: Form,
}

pub async fn edit_passphrase(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, ()) = visit.read(|_| Ok(())).await?;
    let (t, shell) = visitor.shell("passphrase-title");
    visitor.show_form(&form, PassphrasePage { t, shell, f: form.clone() })
}

pub async fn update_passphrase(visit: Visit, mut form: Form) -> Answer {
    let (_, (hash, name)) = visit
        .clone()
        .read(|desk| Ok((store::own_hash(desk.tx, desk.viewer.person)?, desk.viewer.name.clone())))
        .await?;
    let old: String = form.value("old").chars().take(passphrase::LONGEST + 1).collect();
    if !passphrase::fits(&visit.app, old, hash).await? {
        form.wrong("old", "passphrase-old-does-not-fit");
    }
    let typed = form.value("passphrase").to_string();
    if let Err(refusal) = passphrase::check(&typed, &[&name]) {
        form.wrong(refusal.field, refusal.key);
    }
    if !form.is_valid() {
        return draw(visit, form).await;
    }
    let hash = passphrase::hash(&visit.app, typed).await?;
    let location = visit
        .submit(&form, move |desk| {
            store::set_passphrase(desk.tx, desk.viewer.person, &hash, desk.now)?;
            store::sign_out_everywhere(desk.tx, desk.viewer.person, Some(desk.viewer.sign_in), desk.now)?;
            desk.enter_own(Act::Changed, "passphrase")?;
            Ok::<_, Problem>("/devices".to_string())
        })
        .await?;
    visit.redirect(&location, "passphrase-changed")
}
