//! Writing down a call about benefits, begun with what was said last time.

use askama::Template;
use axum::extract::Path;
use jiff::{Timestamp, ToSpan, civil::Date};

use super::flags::{Flag, flags};
use super::open::{self, OpenPolicy};
use super::store::{self, Stamp};
use super::verification::{INSIDE, METHODS, OUTSIDE, REFERRALS, Spoken, TierFields, Told, Verification};
use crate::access::Desk;
use crate::audit::Act;
use crate::ids::{PolicyId, VerificationId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "benefits/verify.html")]
struct VerifyPage {
    t: Text,
    shell: Shell,
    f: Form,
    opened: OpenPolicy,
    flags: Vec<Flag>,
    begun_from: Option<Timestamp>,
    methods: Vec<Choice>,
    referrals: Vec<Choice>,
    tiers: [TierFields; 2],
}

pub async fn new(visit: Visit, Path(id): Path<PolicyId>) -> Answer {
    draw(visit, id, None).await
}

struct Begun {
    open: OpenPolicy,
    last: Option<Verification>,
    flags: Vec<Flag>,
    now: Timestamp,
    next_check_on: Date,
}

/// The page with what was sent, or begun from the last call.
async fn draw(visit: Visit, id: PolicyId, sent: Option<Form>) -> Answer {
    let blank = visit.new_form();
    let (visitor, begun) = visit
        .write(move |desk| {
            let open = open::policy(desk, id)?;
            open::recorder(desk, open.owner)?;
            let last = store::latest(desk.tx, &open.proof, id)?;
            let mut facts = open.policy.facts();
            facts.check = last.as_ref().map(Verification::check_facts);
            let flags = flags(&facts, desk.today());
            Ok(Begun { open, last, flags, now: desk.now, next_check_on: next_check(desk, desk.today()) })
        })
        .await?;
    let (t, shell) = visitor.shell("verification-new");
    let begun_from = begun.last.as_ref().filter(|_| sent.is_none()).map(|last| last.spoken_at);
    let form = sent.unwrap_or_else(|| prefilled(blank, &begun, &t));
    let page = VerifyPage {
        methods: Choice::codes(&t, "method", &METHODS),
        referrals: Choice::codes(&t, "referral", &REFERRALS),
        tiers: [INSIDE, OUTSIDE],
        f: form.clone(),
        opened: begun.open,
        flags: begun.flags,
        begun_from,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

fn prefilled(mut form: Form, begun: &Begun, t: &Text) -> Form {
    let now = begun.now.to_zoned_datetime(t.zone.clone());
    form.set("spoken_on", now.date());
    form.set("spoken_time", now.strftime("%H:%M"));
    form.set("next_check_on", begun.next_check_on);
    if let Some(last) = &begun.last {
        last.told.fill(&mut form);
    }
    form
}

/// The day to ask again: the program's rule, counted from the day of the call.
fn next_check(desk: &Desk<'_, '_>, spoken_on: Date) -> Date {
    let days = desk.program.settings.calls.benefits_days.clamp(1, 3_650);
    spoken_on.checked_add(days.days()).unwrap_or(spoken_on)
}

pub async fn create(visit: Visit, Path(id): Path<PolicyId>, mut form: Form) -> Answer {
    let (spoken, told) = (Spoken::read(&mut form), Told::read(&mut form));
    if form.is_valid() {
        let outcome = visit.submit(&form, move |desk| save(desk, id, &spoken, &told)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, Some(form)).await
}

fn save(desk: &mut Desk<'_, '_>, id: PolicyId, spoken: &Spoken, told: &Told) -> Result<String, Problem> {
    let open = open::policy(desk, id)?;
    let seat = open::recorder(desk, open.owner)?;
    let spoken_at = spoken
        .at
        .to_zoned_datetime(desk.program.zone.clone())
        .map_err(|_| Refusal { field: "spoken_on", key: "form-not-a-date" })?
        .timestamp();
    if spoken_at > desk.now {
        return Err(Refusal { field: "spoken_on", key: "verification-not-yet" }.into());
    }
    let next_check_on = spoken.next_check_on.unwrap_or_else(|| next_check(desk, spoken.at.date()));
    let (new, stamp) = (desk.id::<VerificationId>(), Stamp { at: desk.now, by: seat.person() });
    store::add_verification(desk.tx, (new, id), (spoken_at, next_check_on), told, &stamp)?;
    open::enter(desk, &seat, open.owner, Act::Created, ("verification", new.to_string()))?;
    Ok(format!("/verifications/{new}"))
}
