//! The first page.

use askama::Template;

use super::hats;
use super::line::Hat;
use crate::access::{Circle, Desk, Role, Tier};
use crate::day_counts::{self, Counter};
use crate::ids::ParticipantId;
use crate::on_call;
use crate::recovery::check_in;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "today/index.html")]
struct TodayPage {
    t: Text,
    shell: Shell,
    f: Form,
    name: String,
    /// A participant's check-in, to be made right here.
    check_in: Option<CheckInForm>,
    halt: Vec<Choice>,
    tiers: Vec<Choice>,
    /// Counts of days that the person wants to see here.
    counters: Vec<Counter>,
    hats: Vec<Hat>,
    /// The crisis line and the on-call phone, for participants and families.
    help: Option<(String, Option<String>)>,
}

/// What a check-in needs on a page that opens no record.
struct CheckInForm {
    id: ParticipantId,
    circle: Circle,
    /// Whom they let read the last one.
    last: Option<Tier>,
}

fn check_in_form(desk: &mut Desk<'_, '_>) -> Result<Option<CheckInForm>, Problem> {
    let Some(id) = desk.viewer.participant.filter(|_| desk.viewer.is(Role::Participant)) else {
        return Ok(None);
    };
    let Some(circle) = Circle::own(desk.tx, desk.viewer)? else { return Ok(None) };
    let last = check_in::last_tier(desk.tx, desk.viewer.person)?;
    Ok(Some(CheckInForm { id, circle, last: last.filter(|tier| check_in::OWN_TIERS.contains(tier)) }))
}

pub async fn index(visit: Visit) -> Answer {
    let (mut form, language) = (visit.new_form(), visit.language);
    let (visitor, (hats, name, on_call, own)) = visit
        .read(move |desk| {
            let t = Text::new(language, desk.program.zone.clone());
            let on_call = on_call::now(desk.tx, desk.program, desk.now)?.map(|now| now.phone);
            let check_in = check_in_form(desk)?;
            let counters = if check_in.is_some() { day_counts::own(desk, &t)? } else { Vec::new() };
            Ok((hats::of_viewer(desk, &t)?, desk.viewer.name.clone(), on_call, (check_in, counters)))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-today");
    let (check_in, counters) = own;
    let tiers = check_in.as_ref().map(|own| own.circle.choices(&t, &check_in::OWN_TIERS)).unwrap_or_default();
    if let Some(own) = &check_in {
        form.set("tier", own.last.unwrap_or(Tier::Ours).code());
    }
    let halt = Choice::codes(&t, "halt", &check_in::HALT);
    // By the first name: who is called by more hears it often enough.
    let name = match &check_in {
        Some(_) => name.split_whitespace().next().unwrap_or_default().to_string(),
        None => name,
    };
    let needs_help =
        visitor.viewer.as_ref().is_some_and(|viewer| !viewer.is_staff() || viewer.participant.is_some());
    let help =
        visitor.program.as_ref().filter(|_| needs_help).map(|program| (program.crisis_line.clone(), on_call));
    visitor.show(TodayPage { t, shell, f: form, name, check_in, halt, tiers, counters, hats, help })
}
