//! The first contact: one text that both agree to, a look at safety on both sides after that, and how it went, for each.

use askama::Template;
use axum::extract::Path;

use super::opened::{self, Opened};
use super::page::{self, Around, Entry, Head, Received, tier};
use super::release::Kind;
use super::store::{self, Account, Plan};
use super::{Phase, hand_over, show};
use crate::access::Desk;
use crate::families::MODES;
use crate::ids::RowId;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "relationships/first_contact.html")]
struct ContactPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: Head,
    phase: Phase,
    plan: Option<Plan>,
    /// The viewer proposed the text that counts.
    is_mine: bool,
    plans: bool,
    agrees: bool,
    holds: bool,
    held: bool,
    writes: bool,
    modes: Vec<Choice>,
    tiers: Vec<Choice>,
    entries: Vec<Entry>,
    received: Vec<Received>,
    /// Where what comes next is done, when that is another step.
    next: Option<String>,
}

impl ContactPage {
    fn phase_words(&self) -> String {
        page::phase_words(&self.t, self.phase, self.head.own)
    }

    fn next_words(&self) -> String {
        page::next_words(&self.t, self.phase, self.head.of_family)
    }
}

struct Found {
    opened: Opened,
    around: Around,
    plan: Option<Plan>,
    /// The time of day of the plan, as a field takes it.
    time: Option<String>,
    goings: Vec<Account>,
    over: hand_over::Over,
}

fn load(desk: &mut Desk<'_, '_>, id: RowId) -> Result<Found, Problem> {
    let opened = opened::open(desk, id)?;
    let mut plan = match opened.between() {
        Ok(bridge) => store::newest(desk.tx, bridge)?,
        Err(_) => None,
    };
    let mut goings = store::goings(desk.tx, &opened.part)?;
    if !opened.is_own() {
        goings.truncate(1);
        // Whoever reads this part may know what both agreed to, and nothing that one of them only proposes.
        let agreed = opened.standing.plan().is_some_and(|plan| plan.agreed.len() == 2);
        plan = plan.filter(|_| agreed && opened.reads(opened.part.tier));
    }
    goings.retain(|one| opened.reads(one.tier));
    let zoned = |plan: &Plan| plan.starts_at.to_zoned_datetime(desk.program.zone.clone());
    let time = plan.as_ref().map(|plan| zoned(plan).strftime("%H:%M").to_string());
    let around = Around::load(desk, &opened.record)?;
    let over = hand_over::load(desk, &opened, Kind::Going)?;
    Ok(Found { opened, around, plan, time, goings, over })
}

pub async fn show(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

/// A text to change begins with the one that counts.
fn fill(form: &mut Form, plan: Option<&Plan>, (t, time): (&Text, Option<&str>)) {
    let Some(plan) = plan.filter(|_| form.is_valid()) else {
        return;
    };
    form.set("minutes", plan.minutes);
    form.set("date", t.day_of(&plan.starts_at));
    form.set_some("time", time);
    form.set("mode", &plan.mode);
    form.set_some("place", plan.place.as_deref());
    form.set_some("topics", plan.topics.as_deref());
    form.set_some("not_topics", plan.not_topics.as_deref());
    form.set_some("there", plan.there.as_deref());
    form.set_some("stop_word", plan.stop_word.as_deref());
}

async fn draw(visit: Visit, mut form: Form, id: RowId) -> Answer {
    let (visitor, found) = visit.write(move |desk| load(desk, id)).await?;
    let (t, shell) = visitor.shell("repair-title");
    fill(&mut form, found.plan.as_ref(), (&t, found.time.as_deref()));
    let opened = &found.opened;
    let (side, standing, own) = (opened.side(), &opened.standing, opened.is_own());
    let next = show::next(opened.shown_phase(), false).filter(|step| own && *step != "first-contact");
    let entries = found.goings.into_iter().map(|one| Entry {
        when: t.instant(&one.at),
        tier: t.code("tier", one.tier.code()),
        release: found.over.handing(one.id),
        said: vec![(t.get("repair-going-words"), one.words)],
    });
    let page = ContactPage {
        head: Head::of(opened),
        phase: opened.shown_phase(),
        is_mine: found.plan.as_ref().is_some_and(|plan| plan.side == side),
        plans: own && standing.may_plan(side).is_ok(),
        agrees: own
            && standing
                .plan()
                .is_some_and(|plan| !plan.is_agreed_by(side) && standing.may_agree(side, plan.id).is_ok()),
        holds: own && standing.may_hold().is_ok(),
        held: standing.held_on.is_some(),
        writes: own && standing.held_on.is_some() && !opened.phase().is_ended(),
        modes: Choice::codes(&t, "today-mode", &MODES),
        tiers: found.around.choices(&t),
        entries: entries.collect(),
        received: found.over.received(&t),
        next: next.map(|step| format!("/relationships/{id}/{step}")),
        plan: found.plan,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// A text for both. Whoever proposes it agrees to it with that; the other reads it first.
pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    form.required_date("date");
    if form.time("time").is_none() && form.error("time").is_none() {
        form.wrong("time", "form-required");
    }
    let minutes = form.required_integer("minutes", 5..=240);
    let mode = form.required_choice("mode", &MODES);
    let place = form.text("place", 200);
    let (topics, not_topics) = (form.text("topics", 1000), form.text("not_topics", 1000));
    let there = form.text("there", 500);
    let stop_word = form.required_text("stop_word", 60);
    let mut typed = form.clone();
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        opened.standing.may_plan(opened.side())?;
        let starts_at = typed.required_instant("date", "time", &desk.program.zone);
        if starts_at < desk.now {
            return Err(Refusal { field: "date", key: "shared-in-the-past" }.into());
        }
        let new = Plan {
            id: desk.id(),
            side: opened.side(),
            starts_at,
            minutes,
            mode,
            place,
            topics,
            not_topics,
            there,
            stop_word: Some(stop_word),
            proposed_at: desk.now,
        };
        store::add_plan(desk.tx, opened.between()?, (&new, desk.id()), desk.viewer.person)?;
        Ok(format!("/relationships/{id}/first-contact"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}

/// Agrees to exactly the text that stands on the page.
pub async fn agree(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let plan: Option<RowId> = form.id("plan");
    page::press(visit, id, form, move |desk, opened| {
        let plan = plan.ok_or(Problem::BadRequest)?;
        opened.standing.may_agree(opened.side(), plan)?;
        let stamp = (desk.now, desk.viewer.person);
        store::agree(desk.tx, (desk.id(), plan), opened.side(), stamp)?;
        Ok(format!("/relationships/{id}/first-contact"))
    })
    .await
}

/// It took place: written down by either of the two.
pub async fn hold(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let held_on = form.required_date("held_on");
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        opened.standing.may_hold()?;
        let bridge = opened.between()?;
        let plan = store::newest(desk.tx, bridge)?.ok_or(Problem::NotFound)?;
        let proposed_on = plan.proposed_at.to_zoned_datetime(desk.program.zone.clone()).date();
        if held_on > desk.today() || held_on < proposed_on {
            return Err(Refusal { field: "held_on", key: "repair-held-when" }.into());
        }
        let stamp = (desk.now, desk.viewer.person);
        store::add_contact(desk.tx, bridge, (plan.id, held_on), stamp)?;
        Ok(format!("/relationships/{id}/first-contact"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}

/// How it went, for this side.
pub async fn went(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let words = form.required_text("words", 4000);
    let tier = tier(&mut form);
    let done = page::submit(&visit, id, &mut form, move |desk, opened| {
        page::check_writes(opened)?;
        if opened.standing.held_on.is_none() {
            return Err(Refusal { field: "words", key: "repair-contact-first" }.into());
        }
        let new = Account { id: desk.id(), words, tier, at: desk.now };
        store::add_going(desk.tx, &opened.part, &new, desk.viewer.person)?;
        Ok(format!("/relationships/{id}/first-contact"))
    })
    .await?;
    match done {
        Some(location) => visit.redirect(&location, "saved"),
        None => draw(visit, form, id).await,
    }
}
