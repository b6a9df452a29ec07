//! The page that asks for a second factor, or leads to setting the first one up.

use askama::Template;

use crate::access::Means;
use crate::account::factors::store;
use crate::account::passkeys::{self, Asking};
use crate::account::safe_path;
use crate::account::sign_in::organization_named;
use crate::web::{Answer, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "account/second_step/show.html")]
struct SecondStepPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// Staff without a factor: one has to be set up first.
    set_up: bool,
    code: bool,
    passphrase: bool,
    /// Asks the browser for a passkey, when the person has one that could work here.
    passkey: Option<Asking>,
    passkeys_possible: bool,
    /// The organization's own sign-in, for somebody who came in through it and has no factor here.
    organization: Option<String>,
    demo: bool,
}

pub async fn show(visit: Visit, query: Form) -> Answer {
    let mut form = visit.new_form();
    form.set("next", safe_path(query.value("next")));
    draw(visit, form).await
}

pub async fn draw(visit: Visit, form: Form) -> Answer {
    let visit = visit.before_second_step();
    let (visitor, (viewer, factors)) = visit
        .clone()
        .read(|desk| {
            let factors = store::all(desk.tx, desk.viewer.person)?;
            Ok((desk.viewer.clone(), factors))
        })
        .await?;
    let none = factors.is_empty();
    let passkey = passkeys::ask(&visit, viewer.person).await?;
    let through_organization =
        none && viewer.strength.means == Means::Organization && !viewer.needs_second_step();
    let demo = viewer.strength.means == Means::DemoLink;
    let (t, shell) = visitor.shell("second-step-title");
    let page = SecondStepPage {
        set_up: none && viewer.needs_second_step(),
        code: !none,
        passphrase: none && !viewer.is_staff() && !demo,
        demo,
        passkey,
        passkeys_possible: passkeys::possible(&visit),
        organization: organization_named(&visitor, &t).filter(|_| through_organization),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
