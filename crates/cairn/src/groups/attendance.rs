//! Who was at a meeting, or how many.
//!
//! The page lists who belongs or came before, and finds others by name; it never shows the list of everybody in the
//! program.

use askama::Template;
use axum::extract::Path;
use std::collections::{BTreeMap, BTreeSet};

use super::facilitation::{self, NotBilled, Room};
use super::new::{leaders, settle};
use super::store::{self, Attendee, Facilitator, Meeting};
use super::{Group, Source, Span, enter_about, open};
use crate::access::{Desk, Seat};
use crate::audit::Act;
use crate::ids::{GroupId, MeetingId, PersonId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

/// Letters of a name before the search lists anybody.
const LEAST_LETTERS: usize = 2;

#[derive(Template)]
#[template(path = "groups/attendance.html")]
struct AttendancePage {
    t: Text,
    shell: Shell,
    f: Form,
    group: Group,
    meeting: Meeting,
    search: String,
    /// Regulars first, then who was found by name.
    people: Vec<Attendee>,
    over: bool,
    facilitators: Vec<Facilitator>,
    /// Who else may have helped out.
    others: Vec<Choice>,
    /// Who is here and has not accepted the ground rules.
    rules_open: Vec<String>,
    not_billed: Option<NotBilled>,
    ratio: i64,
    /// What people type on their phones, while the meeting is around.
    code: Option<String>,
    /// The viewer leads the group, so that the note is theirs to write or read.
    leads: bool,
}

impl AttendancePage {
    fn here(&self) -> String {
        format!("/groups/{}/meetings/{}", self.group.id, self.meeting.id)
    }

    fn source_key(&self, own: &(Source, jiff::Timestamp)) -> &'static str {
        if own.0 == Source::Kiosk { "groups-by-kiosk" } else { "groups-by-phone" }
    }

    /// What stands in the minutes of one person: as typed, or as kept.
    fn minutes_of(&self, person: &Attendee) -> String {
        let typed = self.f.value(&format!("minutes-{}", person.person)).to_string();
        if typed.is_empty() && person.minutes > 0 { person.minutes.to_string() } else { typed }
    }
}

pub async fn show(visit: Visit, Path((id, meeting)): Path<(GroupId, MeetingId)>, query: Form) -> Answer {
    let mut form = visit.new_form();
    form.set("search", query.value("search"));
    draw(visit, (id, meeting), form).await
}

/// What the page is drawn from.
struct Sheet {
    group: Group,
    meeting: Meeting,
    people: Vec<Attendee>,
    facilitators: Vec<Facilitator>,
    others: Vec<(PersonId, String)>,
    rules_open: Vec<String>,
    ratio: i64,
    code: Option<String>,
    leads: bool,
}

impl Sheet {
    fn load(
        desk: &mut Desk<'_, '_>,
        (id, meeting): (GroupId, MeetingId),
        wanted: &str,
    ) -> Result<Sheet, Problem> {
        let (seat, group) = open(desk, id)?;
        let found = store::meeting(desk.tx, &seat, &group, meeting)?.ok_or(Problem::NotFound)?;
        let (mut people, mut rules_open) = (Vec::new(), Vec::new());
        if !group.is_counted_by_heads() {
            people = store::regulars(desk.tx, &seat, &group, meeting)?;
            if wanted.chars().count() >= LEAST_LETTERS {
                let others = store::search(desk.tx, &seat, &group, Some(meeting), wanted)?;
                let others: Vec<_> = others.into_iter().filter(|new| !listed(&people, new.person)).collect();
                people.extend(others);
            }
            if let Some(rules) = store::newest_rules(desk.tx, id)? {
                let open = store::not_accepted(desk.tx, &seat, &group, rules.id)?;
                rules_open = open.into_iter().map(|(_, name)| name).collect();
            }
        }
        let facilitators = store::facilitators(desk.tx, &group, meeting)?;
        let mut others = leaders(desk, &seat)?;
        others.retain(|(person, _)| facilitators.iter().all(|one| one.person != *person));
        let ratio = desk.program.settings.groups.participants_per_facilitator;
        let span = Span { starts_at: found.starts_at, minutes: found.minutes };
        let shows = span.is_around(desk.now) && !group.is_counted_by_heads() && !group.has_ended();
        let code = shows.then(|| store::code_of(desk.tx, meeting));
        let viewer = desk.viewer.person;
        let leads = group.leader_id == viewer || group.co_leaders.iter().any(|one| one.person == viewer);
        Ok(Sheet { group, meeting: found, people, facilitators, others, rules_open, ratio, code, leads })
    }

    fn room(&self) -> Room {
        Room {
            public: self.group.is_counted_by_heads(),
            families: self.group.is_for_families(),
            present: self.meeting.people(),
            facilitators: facilitation::there(&self.facilitators),
            ratio: self.ratio,
        }
    }
}

pub(super) async fn draw(visit: Visit, ids: (GroupId, MeetingId), mut form: Form) -> Answer {
    let search: String = form.value("search").trim().chars().take(80).collect();
    let wanted = search.clone();
    let (visitor, sheet) = visit.read(move |desk| Sheet::load(desk, ids, &wanted)).await?;
    let (t, shell) = visitor.shell("nav-groups");
    if form.value("minutes").is_empty() {
        form.set("minutes", sheet.meeting.minutes);
    }
    if form.value("heads").is_empty() {
        form.set_some("heads", sheet.meeting.heads);
    }
    let not_billed = sheet.room().not_billed();
    let others = sheet.others.iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
    let page = AttendancePage {
        over: sheet.meeting.people() > sheet.group.size_limit,
        f: form.clone(),
        group: sheet.group,
        meeting: sheet.meeting,
        people: sheet.people,
        facilitators: sheet.facilitators,
        rules_open: sheet.rules_open,
        ratio: sheet.ratio,
        code: sheet.code,
        leads: sheet.leads,
        search,
        others,
        not_billed,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

fn listed(people: &[Attendee], person: PersonId) -> bool {
    people.iter().any(|known| known.person == person)
}

/// A meeting on a day to come has nobody there yet.
pub(super) fn has_come(desk: &Desk<'_, '_>, meeting: &Meeting, field: &'static str) -> Result<(), Refusal> {
    if meeting.starts_at.to_zoned_datetime(desk.program.zone.clone()).date() > desk.today() {
        return Err(Refusal { field, key: "groups-not-yet" });
    }
    Ok(())
}

pub async fn update(visit: Visit, Path((id, meeting)): Path<(GroupId, MeetingId)>, mut form: Form) -> Answer {
    let ids = |form: &Form, field: &str| -> Option<BTreeSet<PersonId>> {
        form.values(field).into_iter().map(|text| text.parse().ok()).collect()
    };
    let (shown, present) = (ids(&form, "shown"), ids(&form, "present"));
    let minutes = form.required_integer("minutes", 1..=480);
    let mut own: BTreeMap<PersonId, i64> = BTreeMap::new();
    for person in present.iter().flatten() {
        if let Some(minutes) = form.integer(&format!("minutes-{person}"), 1..=480) {
            own.insert(*person, minutes);
        }
    }
    if shown.is_none() || present.is_none() {
        form.wrong("present", "form-choose-listed");
    }
    let valid = form.is_valid();
    let outcome = visit
        .submit(&form, move |desk| {
            let (seat, group) = open(desk, id)?;
            let found = store::meeting(desk.tx, &seat, &group, meeting)?.ok_or(Problem::NotFound)?;
            let (Some(shown), Some(present), true) = (shown, present, valid) else {
                return Err(Problem::BadRequest);
            };
            group.is_by_name()?;
            if found.called_off {
                return Err(Refusal { field: "present", key: "groups-called-off" }.into());
            }
            has_come(desk, &found, "present")?;
            if store::is_settled(desk.tx, meeting)? {
                return Err(Refusal { field: "present", key: "groups-note-settled" }.into());
            }
            for person in shown.union(&present) {
                let there = own.get(person).copied().unwrap_or(minutes);
                let now_there = if present.contains(person) { there } else { 0 };
                record(desk, &seat, (&group, meeting), (*person, now_there))?;
            }
            desk.enter_seated(&seat, Act::Changed, "group_meeting", meeting.to_string())?;
            Ok(format!("/groups/{id}/meetings/{meeting}"))
        })
        .await;
    if let Some(location) = settle(&mut form, outcome)? {
        return visit.redirect(&location, "saved");
    }
    draw(visit, (id, meeting), form).await
}

/// Writes down one person's attendance if it is new or differs.
fn record(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    (group, meeting): (&Group, MeetingId),
    (person, minutes): (PersonId, i64),
) -> Result<(), Problem> {
    let known = store::could_attend(desk.tx, seat, group, Some(meeting), person)?;
    let known = known.ok_or(Refusal { field: "present", key: "form-choose-listed" })?;
    // What somebody wrote down by phone is confirmed by saving the list.
    if known.minutes == minutes && (minutes == 0 || known.unconfirmed.is_none()) {
        return Ok(());
    }
    if group.is_closed() && !known.member && known.minutes == 0 {
        return Err(Refusal { field: "present", key: "groups-closed-members" }.into());
    }
    store::attend(desk.tx, seat, meeting, (person, minutes), desk.now)?;
    if minutes == 0 {
        store::no_walk_in(desk.tx, meeting, person)?;
    } else if !known.member {
        let stamp = (desk.now, seat.person());
        store::walk_in(desk.tx, desk.id(), (meeting, person), stamp)?;
    }
    let act = match (known.minutes, minutes) {
        (_, 0) => Act::Removed,
        (0, _) => Act::Created,
        _ => Act::Changed,
    };
    match known.participant {
        Some(_) => enter_about(desk, seat, (group.id, known.participant), act, "attendance"),
        None => Ok(()),
    }
}
