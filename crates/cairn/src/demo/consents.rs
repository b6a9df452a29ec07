//! Consents: who lets the program tell whom. Most have the one for care and payment, many a release to somebody close;
//! some ended, some were taken back, some are drafts that miss something, a few are for a court.

use cairn_db::Error;
use jiff::Timestamp;
use jiff::civil::Date;

use super::cast::{JORDAN, LINDA};
use super::house::House;
use super::lives::Life;
use super::world::{World, later, plus};
use crate::consents::store::{self, NewConsent, NewSignature, Stamp};
use crate::consents::{
    Capacity, Discloser, ELEMENTS_VERSION, Expiry, Kind, Recipient, Revocable, Revocation, SignedBy, Signer,
    Terms, WORDING_VERSION, document, fingerprint,
};
use crate::ids::{ConsentId, PersonId};
use crate::program::Program;
use crate::web::{Language, Text};

const CLOSE: [&str; 6] =
    ["Maria (my mother)", "Dad", "My sister Elena", "Grandma Ruth", "My partner Chris", "Aunt Josie"];
const OFFICES: [(&str, &str); 4] = [
    ("Valley Housing Office", "14 Court Square"),
    ("Ridge Lumber, personnel", "88 Depot Street"),
    ("Blue Ridge Community College", "1 College Lane"),
    ("County Social Services", "200 Main Street"),
];
const CLINICS: [(&str, &str); 3] = [
    ("Shenandoah Family Medicine", "31 Mill Street"),
    ("Dr. Amara Obi", "7 Garden Row"),
    ("River Clinic", "3 River Path"),
];

/// A consent to be written: its terms, and the day on which it was begun.
struct Story {
    kind: Kind,
    terms: Terms,
    on: Date,
    signed: bool,
    /// After so many days it was taken back.
    revoked: Option<i64>,
}

pub fn write(w: &mut World<'_, '_>, house: &House, program: &Program, lives: &[Life]) -> Result<(), Error> {
    for (at, life) in lives.iter().enumerate() {
        let Some(first) = life.first_day() else { continue };
        let mut stories = vec![care(w, first)];
        let all = life.is_persona();
        if all || w.dice.chance(0.6) {
            stories.push(close(w, first, life.is(JORDAN)));
        }
        if all || w.dice.chance(0.35) {
            stories.push(ended(w, first));
        }
        if all || w.dice.chance(0.25) {
            stories.push(taken_back(w, first));
        }
        if all || at % 6 == 1 {
            stories.push(court(w, first));
        }
        if all || w.dice.chance(0.2) {
            stories.push(unfinished(w, first));
        }
        stories.sort_by_key(|story| story.on);
        stories.retain(|story| story.on <= w.today);
        for story in stories {
            tell(w, house, program, life, story)?;
        }
    }
    Ok(())
}

fn list(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_string()).collect()
}

fn recipient(w: &mut World<'_, '_>, (name, address): (&str, Option<&str>), kind: &str) -> Recipient {
    let id = w.id(w.now);
    Recipient {
        id,
        name: name.to_string(),
        kind: kind.to_string(),
        address: address.map(str::to_string),
        ..Recipient::default()
    }
}

fn story(kind: Kind, on: Date, change: impl FnOnce(&mut Terms)) -> Story {
    let mut terms = kind.first_terms();
    change(&mut terms);
    Story { kind, terms, on, signed: true, revoked: None }
}

/// One consent for care and payment.
fn care(w: &mut World<'_, '_>, first: Date) -> Story {
    let class = Recipient::tpo_class(w.id(w.now));
    let summary = w.dice.chance(0.5);
    story(Kind::Tpo, first, |terms| {
        terms.recipients.push(class);
        if summary {
            terms.categories.push("progress".to_string());
        }
        terms.expiry = Some(Expiry::None);
    })
}

/// Somebody close, and for some their doctor in the same consent.
fn close(w: &mut World<'_, '_>, first: Date, names_linda: bool) -> Story {
    let name = w.dice.word(&CLOSE);
    let name = if names_linda { LINDA } else { name };
    let mut whom = vec![recipient(w, (name, None), "family")];
    if w.dice.chance(0.4) {
        let (name, address) = w.dice.pick(&CLINICS).unwrap_or_default();
        whom.push(recipient(w, (name, Some(address)), "covered_entity"));
    }
    let on = plus(first, w.dice.between(5, 40));
    let until = plus(w.today, w.dice.between(40, 300));
    story(Kind::General, on, |terms| {
        terms.recipients = whom;
        terms.categories = list(&["attendance", "plan"]);
        terms.purposes = list(&["family_involvement"]);
        terms.expiry = Some(Expiry::On(until));
    })
}

/// An office, for a while.
fn ended(w: &mut World<'_, '_>, first: Date) -> Story {
    let (name, address) = w.dice.pick(&OFFICES).unwrap_or_default();
    let whom = recipient(w, (name, Some(address)), "other");
    let on = plus(first, w.dice.between(1, 20));
    let until = plus(on, w.dice.between(20, 60));
    story(Kind::General, on, |terms| {
        terms.recipients.push(whom);
        terms.categories = list(&["attendance"]);
        terms.purposes = list(&["social_services"]);
        terms.purpose_words = Some("A letter that I come here regularly".to_string());
        terms.expiry = Some(Expiry::On(until));
    })
}

fn taken_back(w: &mut World<'_, '_>, first: Date) -> Story {
    let (name, address) = w.dice.pick(&CLINICS).unwrap_or_default();
    let whom = recipient(w, (name, Some(address)), "covered_entity");
    let on = plus(first, w.dice.between(2, 30));
    let after = w.dice.between(1, 45);
    let story = story(Kind::General, on, |terms| {
        terms.recipients.push(whom);
        terms.categories = list(&["attendance", "assessments"]);
        terms.purposes = list(&["treatment"]);
        terms.expiry = Some(Expiry::Event("my care at this office ends".to_string()));
    });
    Story { revoked: Some(after), ..story }
}

fn court(w: &mut World<'_, '_>, first: Date) -> Story {
    let whom = recipient(w, ("County Drug Court, case office", Some("2 Court Square")), "criminal_justice");
    let on = plus(first, w.dice.between(0, 15));
    let number = w.dice.between(100, 999);
    let until = plus(w.today, w.dice.between(60, 200));
    story(Kind::CriminalJustice, on, |terms| {
        terms.recipients.push(whom);
        terms.purpose_words = Some(format!("Case 26-DC-{number}"));
        terms.period = Some("as long as the case lasts".to_string());
        terms.expiry = Some(Expiry::Event("my drug court case ends".to_string()));
        terms.revocable = Some(Revocable::From(until));
    })
}

/// Begun, and not finished: it does not say why, nor until when.
fn unfinished(w: &mut World<'_, '_>, first: Date) -> Story {
    let (name, address) = w.dice.pick(&OFFICES).unwrap_or_default();
    let whom = recipient(w, (name, Some(address)), "other");
    let on = plus(w.today, -w.dice.between(1, 20)).max(first);
    let story = story(Kind::General, on, |terms| {
        terms.recipients.push(whom);
        terms.categories = list(&["presence"]);
    });
    Story { signed: false, ..story }
}

fn tell(
    w: &mut World<'_, '_>,
    house: &House,
    program: &Program,
    life: &Life,
    story: Story,
) -> Result<(), Error> {
    let Story { kind, mut terms, on, signed, revoked } = story;
    terms.patient_name = Some(life.name.full.clone());
    terms.discloser = Some(Discloser { name: program.name.clone(), program: Some(program.id) });
    terms.statements = list(&kind.statements(&terms));
    let begun_at = w.workday(on);
    let staff = life.supporter().and_then(|at| house.supporters.get(at));
    let by = staff.map_or(house.staff.coordinator, |supporter| supporter.person);
    let by = if signed && w.dice.chance(0.6) { life.person } else { by };
    let id: ConsentId = w.id(begun_at);
    let new = NewConsent {
        id,
        kind,
        elements_version: ELEMENTS_VERSION,
        wording_version: WORDING_VERSION,
        terms: &terms,
        origin: "page",
    };
    store::add(w.tx, (life.participant, life.person), &new, Stamp { at: begun_at, by })?;
    if !signed {
        return Ok(());
    }
    let at = w.past(later(begun_at, 6));
    sign(w, life, (id, kind, &terms), Stamp { at, by })?;
    match revoked.map(|days| plus(on, days)).filter(|day| *day < w.today) {
        Some(day) => revoke(w, life.person, id, day),
        None => Ok(()),
    }
}

fn sign(
    w: &mut World<'_, '_>,
    life: &Life,
    (id, kind, terms): (ConsentId, Kind, &Terms),
    stamp: Stamp,
) -> Result<(), Error> {
    let language = if life.spanish { Language::Spanish } else { Language::English };
    let t = Text::new(language, w.zone.clone());
    let how = if stamp.by == life.person { "online" } else { "in_person" };
    let on = day_of(w, stamp.at);
    let signed_by = SignedBy {
        name: &life.name.full,
        signer: Signer::Participant,
        how,
        on,
        authority: None,
        authority_document: None,
    };
    let document = document(&t, kind, terms, &signed_by);
    let new = NewSignature {
        id: w.id(stamp.at),
        signer: Signer::Participant,
        capacity: Capacity::Adult,
        name: life.name.full.clone(),
        how: how.to_string(),
        on,
        authority: None,
        authority_document: None,
        language: language.code().to_string(),
        sha256: fingerprint(&document),
        document,
    };
    store::sign(w.tx, life.person, id, &new, stamp)
}

fn revoke(w: &mut World<'_, '_>, person: PersonId, consent: ConsentId, day: Date) -> Result<(), Error> {
    let at = w.workday(day);
    let words = w.dice.chance(0.4).then(|| "I go to another doctor now.".to_string());
    let new = Revocation { recipient: None, how: "online".to_string(), words, relied_on: None, at };
    let row = w.id(at);
    store::add_revocation(w.tx, (person, consent), (row, &new), Stamp { at, by: person })
}

fn day_of(w: &World<'_, '_>, at: Timestamp) -> Date {
    at.to_zoned_datetime(w.zone.clone()).date()
}
