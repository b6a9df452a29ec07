//! Being written down by one's own phone: the host shows a code, the person types it.
//!
//! Whatever is wrong (the code, the time, the person, too many tries) is said in one sentence, so that a code tells
//! nothing about a group to anybody who does not belong there.

use askama::Template;

use super::arrival::{Arrival, Source, typed};
use super::store::{self, Rules};
use crate::access::{Desk, Role};
use crate::audit::Act;
use crate::ids::{GroupId, RowId};
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "groups/attend.html")]
struct AttendPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// The ground rules, when they are still to be accepted.
    rules: Option<Rules>,
}

/// What became of a code.
enum Outcome {
    There(GroupId),
    RulesFirst(Rules),
    Wrong,
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    let (visitor, ()) =
        visit.read(|desk| desk.seat(&[Role::Participant, Role::FamilyMember]).map(drop)).await?;
    let (t, shell) = visitor.shell("attend-title");
    visitor.show(AttendPage { t, shell, f: form, rules: None })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let code = typed(form.value("code"));
    let agreed: Option<RowId> = form.id("rules").filter(|_| form.checked("agree"));
    let asked = !form.value("rules").is_empty();
    let (visitor, outcome) = visit.clone().write(move |desk| attend(desk, &code, agreed)).await?;
    let rules = match outcome {
        Outcome::There(group) => return visit.redirect(&format!("/my-groups/{group}"), "attend-there"),
        Outcome::Wrong => {
            form.wrong("code", "attend-wrong");
            None
        }
        Outcome::RulesFirst(rules) => {
            if asked {
                form.wrong("agree", "attend-agree-first");
            }
            Some(rules)
        }
    };
    let (t, shell) = visitor.shell("attend-title");
    visitor.show_form(&form.clone(), AttendPage { t, shell, f: form, rules })
}

fn attend(desk: &mut Desk<'_, '_>, code: &str, agreed: Option<RowId>) -> Result<Outcome, Problem> {
    let seat = desk.seat(&[Role::Participant, Role::FamilyMember])?;
    let (person, now) = (seat.person(), desk.now);
    let mut found = None;
    if !code.is_empty() && !store::is_guessing(desk.tx, person, now)? {
        let around = store::around(desk.tx, now)?;
        found = around.into_iter().find(|one| store::code_of(desk.tx, one.meeting) == code);
    }
    let may = match &found {
        Some(around) => store::may_arrive(desk.tx, around, person)?,
        None => false,
    };
    let Some(around) = found.filter(|_| may) else {
        let id: RowId = desk.id();
        store::add_try(desk.tx, id, person, now)?;
        desk.enter_own(Act::Answered, "meeting_code")?;
        return Ok(Outcome::Wrong);
    };
    if let Some(rules) = store::newest_rules(desk.tx, around.group.id)?
        && !store::has_accepted(desk.tx, rules.id, person)?
    {
        if agreed != Some(rules.id) {
            desk.enter_own(Act::Opened, "group_rules")?;
            return Ok(Outcome::RulesFirst(rules));
        }
        store::accept_rules(desk.tx, (rules.id, person), "own_page", now, person)?;
        desk.enter_own(Act::Answered, "group_rules")?;
    }
    if store::member_of(desk.tx, around.group.id, person)?.is_none() {
        store::walk_in(desk.tx, desk.id(), (around.meeting, person), (now, person))?;
    }
    let arrival = Arrival { meeting: around.meeting, person, source: Source::Phone, by: person };
    store::arrive(desk.tx, around.span, arrival, now)?;
    desk.enter_own(Act::Created, "attendance")?;
    Ok(Outcome::There(around.group.id))
}
