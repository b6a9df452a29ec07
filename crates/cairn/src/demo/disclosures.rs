//! What left the program: a clinic that treats, a plan that pays, a court with an order, an emergency; what people
//! asked to hold back, and one who asked for their list.

use cairn_db::{Error, params};
use jiff::{SignedDuration, Timestamp};

use super::cast::{CASEY, JORDAN, ROSA};
use super::house::House;
use super::lives::Life;
use super::world::World;
use crate::access::Role;
use crate::disclosures::{NewEntry, Recipient, store};
use crate::ids::{DisclosureId, PersonId, RecipientId, RowId};

/// Name, address, and what they are in law.
const RECIPIENTS: [(&str, &str, &str, &str); 6] = [
    ("Dr. Anita Rao, Ashford Family Medicine", "organization", "2 Mill Road, Ashford", "covered_entity"),
    ("Blue Ridge Health Plan", "organization", "PO Box 90, Richmond", "health_plan"),
    ("Valley County Court", "organization", "1 Court Square, Ashford", "court"),
    ("Valley Drug Court Program", "organization", "1 Court Square, Ashford", "criminal_justice"),
    ("Harbor Housing Trust", "organization", "77 Dock Street, Ashford", "other"),
    ("Ashford Detox Center", "organization", "9 Spring Lane, Ashford", "part2_program"),
];

const LABELS: [&str; 4] = ["R", "42CFRPart2", "SUD", "NORDSCLCD"];

/// A kind of disclosure as it recurs.
struct Kind {
    recipient: usize,
    purpose: &'static str,
    categories: &'static [&'static str],
    basis: &'static str,
    path: &'static str,
    description: &'static str,
}

const TO_CLINIC: Kind = Kind {
    recipient: 0,
    purpose: "treatment",
    categories: &["presence", "name", "attendance", "progress"],
    basis: "consent",
    path: "link_page",
    description: "Dates of visits and how it goes, for the visit at the clinic",
};
const TO_PLAN: Kind = Kind {
    recipient: 1,
    purpose: "payment",
    categories: &["presence", "name", "billing", "coverage"],
    basis: "consent",
    path: "json",
    description: "Dates, units and policy of the month",
};
const TO_COURT: Kind = Kind {
    recipient: 2,
    purpose: "proceeding",
    categories: &["presence", "name", "attendance"],
    basis: "court_order",
    path: "page",
    description: "Dates of visits, as the order of the court says",
};
const TO_HOUSING: Kind = Kind {
    recipient: 4,
    purpose: "social_services",
    categories: &["presence", "name", "attendance"],
    basis: "consent",
    path: "written",
    description: "That the person comes here, for an application",
};
const EMERGENCY: &str = "Told what was taken and when";

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let by = house.staff.coordinator;
    let mut recipients = Vec::new();
    let added = w.at(w.ago(700), 10 * 60);
    for (name, kind, address, standing) in RECIPIENTS {
        let recipient = Recipient {
            id: w.id(added),
            kind: kind.to_string(),
            name: name.to_string(),
            address: Some(address.to_string()),
            phone: None,
            standing: standing.to_string(),
        };
        store::recipients::add(w.tx, &recipient, added, by)?;
        recipients.push(recipient);
    }
    for life in lives.iter().filter(|life| life.is_enrolled()) {
        let since = life.first_day().map_or(0, |day| super::world::days_between(day, w.today));
        let many = if life.is(JORDAN) { 40 } else { since / 60 };
        let mut rows: Vec<(Timestamp, &Kind)> = Vec::new();
        for at in 0..many {
            let back = (at * 8 + 3).min(since - 1);
            if back < 0 {
                break;
            }
            let kind = if at % 4 == 1 { &TO_PLAN } else { &TO_CLINIC };
            rows.push((w.workday(w.ago(back)), kind));
        }
        if life.is(JORDAN) {
            rows.push((w.workday(w.ago(150)), &TO_COURT));
            rows.push((w.workday(w.ago(60)), &TO_HOUSING));
        }
        rows.sort_by_key(|(at, _)| *at);
        for (at, kind) in rows {
            append(w, life, (at, kind), &recipients, by)?;
        }
    }
    for life in lives.iter().filter(|life| life.is(JORDAN) || life.is(ROSA)) {
        emergency(w, house, life)?;
    }
    for life in lives.iter().filter(|life| life.is_persona()) {
        around(w, life, &recipients, by)?;
    }
    Ok(())
}

fn append(
    w: &mut World<'_, '_>,
    life: &Life,
    (at, kind): (Timestamp, &Kind),
    recipients: &[Recipient],
    by: PersonId,
) -> Result<(), Error> {
    let Some(to) = recipients.get(kind.recipient) else { return Ok(()) };
    let scope = match kind.basis {
        "consent" => format!(
            "Scope of the written consent of {}: from Cairn Valley Recovery Community to {}; information: {}; purpose: {}.",
            life.name.full,
            to.name,
            kind.categories.join(", "),
            kind.purpose
        ),
        _ => "Disclosed without consent as 42 CFR 2.61 permits.".to_string(),
    };
    let entry = NewEntry {
        id: w.id(at),
        participant: life.participant,
        subject: life.person,
        at,
        recipient: Some(to.id),
        recipient_name: to.name.clone(),
        recipient_address: to.address.clone(),
        description: kind.description.to_string(),
        purpose: kind.purpose.to_string(),
        categories: kind.categories.iter().map(|code| (*code).to_string()).collect(),
        basis: kind.basis,
        basis_id: None,
        consent: None,
        scope: Some(scope),
        notice_version: "2024".to_string(),
        labels: LABELS.map(str::to_string).to_vec(),
        through_ehr: kind.path != "written",
        path: kind.path,
        link: None,
        decision: "{}".to_string(),
        by,
        acting_as: Role::Coordinator,
    };
    store::ledger::append(w.tx, &entry)
}

/// What a medical team was told; the older one has been looked at.
fn emergency(w: &mut World<'_, '_>, house: &House, life: &Life) -> Result<(), Error> {
    let days = if life.is(JORDAN) { 95 } else { 1 };
    let Some(supporter) = life.supporter().and_then(|at| house.supporters.get(at)) else { return Ok(()) };
    let (by, supervisor) = (supporter.person, supporter.supervisor);
    let day = w.ago(days);
    let at = w.past(w.at(day, 16 * 60 + 20));
    let id: DisclosureId = w.id(at);
    let facility = "Valley County Hospital, emergency department";
    let entry = NewEntry {
        id,
        participant: life.participant,
        subject: life.person,
        at,
        recipient: None,
        recipient_name: "Dr. Keiko Ito".to_string(),
        recipient_address: Some(facility.to_string()),
        description: EMERGENCY.to_string(),
        purpose: "emergency".to_string(),
        categories: vec!["record".to_string()],
        basis: "emergency",
        basis_id: None,
        consent: None,
        scope: Some("Disclosed without consent as 42 CFR 2.51 permits.".to_string()),
        notice_version: "2024".to_string(),
        labels: LABELS.map(str::to_string).to_vec(),
        through_ehr: false,
        path: "spoken",
        link: None,
        decision: "{}".to_string(),
        by,
        acting_as: Role::PeerSupporter,
    };
    store::ledger::append(w.tx, &entry)?;
    let words = ["Dr. Keiko Ito", facility, "the supporter on duty", "Could not be woken at the center"];
    let mut sealed = Vec::new();
    for text in words {
        sealed.push(w.tx.seal(life.person, text)?);
    }
    let [personnel, place, discloser, nature] = sealed.as_slice() else { return Ok(()) };
    w.tx.execute(
        "INSERT INTO emergency_disclosures (disclosure_id, participant_id, personnel, facility, discloser, nature,
            told_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![id, life.participant, personnel.clone(), place.clone(), discloser.clone(), nature.clone(), at, by],
    )?;
    if days > 30 {
        let words = w.tx.seal(life.person, "Rightly done, and the debrief was the same evening.")?;
        w.tx.execute(
            "INSERT INTO emergency_reviews (disclosure_id, words, reviewed_at, reviewed_by) VALUES ($1, $2, $3, $4)",
            params![id, words, at + SignedDuration::from_hours(20), supervisor],
        )?;
    }
    Ok(())
}

/// Who has a part in a persona's care; what they asked to hold back; that they asked for their list.
fn around(w: &mut World<'_, '_>, life: &Life, recipients: &[Recipient], by: PersonId) -> Result<(), Error> {
    for (to, class) in recipients.iter().zip(["treating_providers", "health_plans"]) {
        let at = w.workday(w.ago(5));
        w.tx.execute(
            "INSERT INTO involvements (id, participant_id, recipient_id, class, noted_at, noted_by)
             VALUES ($1, $2, $3, $4, $5, $6)",
            params![w.chance.id::<RowId>(at), life.participant, to.id, class, at, by],
        )?;
    }
    let housing = recipients.get(4).map(|to| to.id);
    if life.is(JORDAN) {
        let id =
            restrict(w, life, ("Not the plan, please: it is nobody's business there.", 40), housing, "plan")?;
        let at = w.workday(w.ago(36));
        w.tx.execute(
            "INSERT INTO restriction_answers (restriction_id, answer, answered_at, answered_by)
             VALUES ($1, 'accepted', $2, $3)",
            params![id, at, by],
        )?;
        restrict(w, life, ("My scores should stay here.", 2), None, "assessments")?;
        let at = w.workday(w.ago(12));
        w.tx.execute(
            "INSERT INTO accounting_requests (id, participant_id, kind, asked_at, asked_by)
             VALUES ($1, $2, 'accounting', $3, $4)",
            params![w.chance.id::<RowId>(at), life.participant, at, life.person],
        )?;
    }
    if life.is(CASEY) {
        restrict(
            w,
            life,
            ("I do not want my plan to know when I come.", 1),
            recipients.get(1).map(|to| to.id),
            "attendance",
        )?;
    }
    Ok(())
}

fn restrict(
    w: &mut World<'_, '_>,
    life: &Life,
    (words, days): (&str, i64),
    recipient: Option<RecipientId>,
    category: &str,
) -> Result<RowId, Error> {
    let at = w.workday(w.ago(days));
    let id: RowId = w.id(at);
    let words = w.tx.seal(life.person, words)?;
    w.tx.execute(
        "INSERT INTO restrictions (id, participant_id, kind, words, recipient_id, purposes, categories, asked_at, asked_by)
         VALUES ($1, $2, 'asked', $3, $4, '[]', $5, $6, $7)",
        params![id, life.participant, words, recipient, format!("[\"{category}\"]"), at, life.person],
    )?;
    Ok(id)
}
