//! A new passphrase, by whoever knows the one of now.

use askama::Template;

use super::{passphrase, store};
use crate::audit::Act;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "account/passphrase.html")]
struct PassphrasePage {
    t: Text,
    shell: Shell,
    f: Form,
}

pub async fn edit(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, ()) = visit.read(|_| Ok(())).await?;
    let (t, shell) = visitor.shell("passphrase-title");
    visitor.show_form(&form, PassphrasePage { t, shell, f: form.clone() })
}

pub async fn update(visit: Visit, mut form: Form) -> Answer {
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
