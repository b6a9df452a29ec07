//! Publishing a version of the program's own.

use askama::Template;

use super::store::{self, NewVersion};
use crate::audit::Act;
use crate::privacy_desk::officer;
use crate::web::{Answer, Form, Refusal, Shell, Text, Visit};

/// Longer than the longest notice that a person would read.
const LONGEST: usize = 20_000;

#[derive(Template)]
#[template(path = "notices/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form, true).await
}

async fn draw(visit: Visit, mut form: Form, fill: bool) -> Answer {
    let (visitor, (version, today)) = visit
        .read(|desk| {
            officer(desk)?;
            Ok((store::current(desk.tx, desk.today())?, desk.today()))
        })
        .await?;
    if fill {
        form.set("effective_on", today);
        form.set("english", &version.english);
        form.set("spanish", &version.spanish);
    }
    let (t, shell) = visitor.shell("notices-title");
    visitor.show_form(&form, NewPage { t, shell, f: form.clone() })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let new = NewVersion {
        effective_on: form.required_date("effective_on"),
        english: form.required_text("english", LONGEST),
        spanish: form.required_text("spanish", LONGEST),
        material: form.checked("material"),
    };
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = officer(desk)?;
                if new.effective_on < desk.today() {
                    return Err(Refusal { field: "effective_on", key: "notice-not-before-today" }.into());
                }
                let number = store::publish(desk.tx, &seat, &new, desk.now)?;
                desk.enter_seated(&seat, Act::Created, "notice-version", number.to_string())?;
                Ok("/notices".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, false).await
}
