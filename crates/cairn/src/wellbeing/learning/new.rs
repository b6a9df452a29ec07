//! Writing down something learned.

use askama::Template;

use super::entry::{DOMAINS, KINDS, TIERS, Typed};
use super::store;
use crate::access::{Desk, Tier};
use crate::audit::Act;
use crate::ids::RowId;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit, Visitor};
use crate::wellbeing::Own;
use crate::wellbeing::load::store::supervisor;

#[derive(Template)]
#[template(path = "wellbeing/learning/form.html")]
pub(super) struct FormPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// Where the form goes.
    action: String,
    domains: Vec<Choice>,
    kinds: Vec<Choice>,
    tiers: Vec<Choice>,
    supervisor: Option<String>,
    /// An entry is corrected; a confirmation of it will not hold for the new one.
    corrects: bool,
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, mut form: Form) -> Answer {
    let (visitor, (supervisor, today)) = visit
        .read(|desk| {
            let own = Own::open(desk)?;
            Ok((supervisor(desk.tx, &own)?.map(|(_, name)| name), desk.today()))
        })
        .await?;
    if form.values("on_day").is_empty() {
        form.set("on_day", today);
        form.set("tier", Tier::Mine.code());
    }
    show(&visitor, &form, supervisor, None)
}

/// The form; `corrects` is the entry that it corrects.
pub(super) fn show(
    visitor: &Visitor,
    form: &Form,
    supervisor: Option<String>,
    corrects: Option<RowId>,
) -> Answer {
    let (t, shell) = visitor.shell("wellbeing-title");
    let tier = |tier: Tier| {
        let hint = match (tier, &supervisor) {
            (Tier::Supervised, Some(name)) => t.with("learning-tier-supervised", "name", name.as_str()),
            (Tier::Supervised, None) => t.get("learning-tier-supervisor"),
            _ => t.get("tier-you"),
        };
        Choice { hint, ..Choice::new(tier.code(), t.code("tier", tier.code())) }
    };
    let page = FormPage {
        f: form.clone(),
        action: corrects
            .map_or_else(|| "/wellbeing/learning".to_string(), |id| format!("/wellbeing/learning/{id}")),
        domains: Choice::codes(&t, "learning-domain", &DOMAINS),
        kinds: Choice::codes(&t, "learning-kind", &KINDS),
        tiers: TIERS.map(tier).into(),
        corrects: corrects.is_some(),
        supervisor,
        t,
        shell,
    };
    visitor.show_form(form, page)
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let typed = Typed::read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let own = Own::open(desk)?;
                keep(desk, &own, &typed, None)?;
                Ok("/wellbeing/learning".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form).await
}

/// Keeps an entry, in the place of another if it corrects one, and asks the supervisor where that was wished.
pub(super) fn keep(
    desk: &mut Desk<'_, '_>,
    own: &Own,
    typed: &Typed,
    replaces: Option<RowId>,
) -> Result<(), Problem> {
    if typed.on_day > desk.today() {
        return Err(Refusal { field: "on_day", key: "learning-in-the-future" }.into());
    }
    let id: RowId = desk.id();
    store::add(desk.tx, own, (id, replaces), typed, desk.now)?;
    if typed.asks {
        let no_one = Refusal { field: "asks", key: "load-talk-no-supervisor" };
        let (supervisor, _) = supervisor(desk.tx, own)?.ok_or(no_one)?;
        store::ask(desk.tx, own, id, supervisor, desk.now)?;
    }
    own.enter(desk, Act::Created, "learning", id.into())
}
