//! The page that asks for a second factor, or leads to setting the first one up.

use askama::Template;

use crate::access::Means;
use crate::account::factors::store;
use crate::account::safe_path;
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
    demo: bool,
}

pub async fn show(visit: Visit, query: Form) -> Answer {
    let mut form = visit.new_form();
    form.set("next", safe_path(query.value("next")));
    draw(visit, form).await
}

pub async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, (viewer, factors)) = visit
        .before_second_step()
        .read(|desk| {
            let factors = store::all(desk.tx, desk.viewer.person)?;
            Ok((desk.viewer.clone(), factors))
        })
        .await?;
    let none = factors.is_empty();
    let demo = viewer.strength.means == Means::DemoLink;
    let (t, shell) = visitor.shell("second-step-title");
    let page = SecondStepPage {
        set_up: none && viewer.is_staff() && !demo,
        code: !none,
        passphrase: none && !viewer.is_staff() && !demo,
        demo,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
