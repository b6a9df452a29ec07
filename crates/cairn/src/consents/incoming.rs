//! Consents that come from elsewhere: a file of another system. They meet the same gate as those written here (§2.31):
//! one that lacks an element, or the text that was signed, is kept as a draft and allows nothing.

use std::path::Path;

use cairn_db::{Error, Tx};
use cairn_part2::{Category, Purpose, RecipientKind, Statement};
use jiff::civil::Date;
use serde::Deserialize;

use super::store::{self, NewConsent, NewSignature, Stamp};
use super::{
    Capacity, Consent, Discloser, ELEMENTS_VERSION, Kind, Offered, Signature, Signer, Terms, WORDING_VERSION,
    fingerprint,
};
use crate::access::Role;
use crate::app::App;
use crate::audit::{self, Act, Entry};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::people;
use crate::program::{self, Program};

/// One consent in the file (docs/operating/commands.md has the form).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Incoming {
    /// Id or e-mail address.
    participant: String,
    kind: String,
    #[serde(default)]
    terms: Terms,
    #[serde(default)]
    signatures: Vec<IncomingSignature>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct IncomingSignature {
    name: String,
    signed_on: Date,
    #[serde(default = "participant")]
    signer: String,
    #[serde(default)]
    authority: Option<String>,
    #[serde(default)]
    authority_document: Option<String>,
    #[serde(default = "english")]
    language: String,
    /// The text that was signed, word for word.
    #[serde(default)]
    text: String,
}

fn participant() -> String {
    "participant".to_string()
}

fn english() -> String {
    "en".to_string()
}

/// What became, or would become, of one consent of the file.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Place in the file, from 1.
    pub place: usize,
    pub kind: Kind,
    /// Codes of what is missing. Empty: it stands.
    pub missing: Vec<String>,
    /// The same consent is here already; it was left out.
    pub known: bool,
}

#[derive(Debug, thiserror::Error)]
pub enum ImportFailure {
    #[error("the program is not set up yet: run `cairn serve` and open the link it prints, then import")]
    NotSetUp,
    #[error("cannot read {path}: {reason}")]
    File { path: String, reason: String },
    #[error("consent {place} of the file: {reason}. Nothing was taken in")]
    Consent { place: usize, reason: String },
    #[error("{0} is nobody who works here: give --by the e-mail address of a member of staff")]
    NotStaff(String),
    #[error(
        "there is nobody in whose name this can be written down: say --by with a member of staff's e-mail address"
    )]
    NoAuthor,
    #[error("the database: {0}")]
    Db(#[from] Error),
}

/// Reads the file and judges each consent; takes them in unless it is a dry run.
pub async fn take_in(
    app: &App,
    path: &Path,
    by: Option<String>,
    dry_run: bool,
) -> Result<Vec<Judged>, ImportFailure> {
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path)
        .map_err(|error| ImportFailure::File { path: shown.clone(), reason: error.to_string() })?;
    let incoming: Vec<Incoming> = serde_json::from_str(&text)
        .map_err(|error| ImportFailure::File { path: shown, reason: error.to_string() })?;
    let shared = app.clone();
    let work = move |tx: &mut Tx<'_>| Taking::begin(tx, &shared, by.as_deref(), dry_run)?.all(tx, incoming);
    if dry_run { app.db.read(work).await } else { app.db.write(work).await }
}

struct Taking<'a> {
    app: &'a App,
    program: Program,
    by: PersonId,
    dry_run: bool,
}

impl<'a> Taking<'a> {
    fn begin(
        tx: &mut Tx<'_>,
        app: &'a App,
        by: Option<&str>,
        dry_run: bool,
    ) -> Result<Taking<'a>, ImportFailure> {
        let program = program::current(tx)?.ok_or(ImportFailure::NotSetUp)?;
        let by = match by {
            Some(email) => {
                let found = people::store::by_email(tx, email)?;
                let staff = found.filter(|person| person.roles.iter().any(|role| role.works_here()));
                staff.map(|person| person.id).ok_or_else(|| ImportFailure::NotStaff(email.to_string()))?
            }
            None => crate::import::first_administrator(tx)?.ok_or(ImportFailure::NoAuthor)?,
        };
        Ok(Taking { app, program, by, dry_run })
    }

    fn all(&self, tx: &mut Tx<'_>, incoming: Vec<Incoming>) -> Result<Vec<Judged>, ImportFailure> {
        let mut judged = Vec::new();
        for (at, one) in incoming.into_iter().enumerate() {
            let place = at + 1;
            let wrong = |reason: String| ImportFailure::Consent { place, reason };
            let kind =
                Kind::from_code(&one.kind).ok_or_else(|| wrong(format!("\"{}\" is no kind", one.kind)))?;
            let whose = store::find_participant(tx, &one.participant)?;
            let whose = whose.ok_or_else(|| wrong("its participant is not in the program".to_string()))?;
            known_codes(&one.terms).map_err(wrong)?;
            judged.push(self.one(tx, (place, kind), whose, one)?);
        }
        Ok(judged)
    }

    fn one(
        &self,
        tx: &mut Tx<'_>,
        (place, kind): (usize, Kind),
        (participant, person): (ParticipantId, PersonId),
        incoming: Incoming,
    ) -> Result<Judged, ImportFailure> {
        let terms = self.own_terms(incoming.terms);
        let earlier = store::candidates(tx, participant)?;
        if earlier.iter().any(|known| known.kind == kind && alike(&known.terms, &terms)) {
            return Ok(Judged { place, kind, missing: Vec::new(), known: true });
        }
        let capacity = self.capacity(tx, person, participant)?;
        let mut consent = self.unsigned(participant, kind, terms);
        let mut missing = Vec::new();
        consent.signatures = signatures(self.app, &incoming.signatures, capacity, &mut missing);
        missing.splice(0..0, consent.missing().into_iter().map(str::to_string));
        if consent.kind.refuse(&consent.terms).is_err() && missing.is_empty() {
            missing.push("everything_reason".to_string());
        }
        if !self.dry_run {
            self.keep(tx, person, &consent, missing.is_empty().then_some(&incoming.signatures))?;
        }
        Ok(Judged { place, kind, missing, known: false })
    }

    /// Recipients get ids of ours; a discloser of this program's name is this program.
    fn own_terms(&self, mut terms: Terms) -> Terms {
        let now = self.app.clock.now();
        for recipient in &mut terms.recipients {
            recipient.id = self.app.chance.id::<RowId>(now);
        }
        let program = &self.program;
        terms.discloser = terms.discloser.map(|discloser| Discloser {
            program: (discloser.name.trim().to_lowercase() == program.name.to_lowercase())
                .then_some(program.id),
            name: discloser.name,
        });
        terms
    }

    fn capacity(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        participant: ParticipantId,
    ) -> Result<Capacity, Error> {
        let (born_on, died) = store::life_of(tx, person, participant)?;
        let today = self.app.clock.now().to_zoned_datetime(self.program.zone.clone()).date();
        Ok(Capacity::on_day(today, born_on, died, self.program.settings.privacy.minor_rule))
    }

    fn unsigned(&self, participant: ParticipantId, kind: Kind, terms: Terms) -> Consent {
        let now = self.app.clock.now();
        Consent {
            id: self.app.chance.id(now),
            participant,
            kind,
            elements_version: ELEMENTS_VERSION.to_string(),
            wording_version: WORDING_VERSION.to_string(),
            terms,
            origin: "import".to_string(),
            begun_at: now,
            discarded_at: None,
            signatures: Vec::new(),
            revocations: Vec::new(),
            events: Vec::new(),
            doubts: Vec::new(),
        }
    }

    fn keep(
        &self,
        tx: &mut Tx<'_>,
        person: PersonId,
        consent: &Consent,
        signed: Option<&Vec<IncomingSignature>>,
    ) -> Result<(), Error> {
        let stamp = Stamp { at: consent.begun_at, by: self.by };
        let new = NewConsent {
            id: consent.id,
            kind: consent.kind,
            elements_version: ELEMENTS_VERSION,
            wording_version: "elsewhere",
            terms: &consent.terms,
            origin: "import",
        };
        store::add(tx, (consent.participant, person), &new, stamp)?;
        let texts = signed.into_iter().flatten().map(|one| one.text.as_str());
        for (signature, text) in consent.signatures.iter().filter(|_| signed.is_some()).zip(texts) {
            store::sign(tx, person, consent.id, &kept(signature, text), stamp)?;
        }
        let entry = Entry {
            act: Act::Imported,
            kind: "consent",
            id: Some(consent.id.to_string()),
            participant: Some(consent.participant),
            acting_as: Role::Administrator,
        };
        audit::write(tx, audit::Stamp { id: self.app.chance.id(stamp.at), at: stamp.at, actor: None }, entry)
    }
}

/// The signatures that count, and what is wrong with the others.
fn signatures(
    app: &App,
    incoming: &[IncomingSignature],
    capacity: Capacity,
    missing: &mut Vec<String>,
) -> Vec<Signature> {
    let now = app.clock.now();
    let mut all = Vec::new();
    for one in incoming {
        let signer = Signer::from_code(&one.signer).unwrap_or(Signer::Participant);
        let signer = if signer.is_own() { capacity.own_signer().unwrap_or(signer) } else { signer };
        let offered = Offered {
            signer,
            authority: one.authority.as_deref(),
            document: one.authority_document.as_deref(),
        };
        if capacity.refuse(&offered).is_err() {
            missing.push("signature".to_string());
        } else if one.text.trim().is_empty() {
            missing.push("signed_text".to_string());
        }
        all.push(Signature {
            id: app.chance.id(now),
            signer,
            capacity,
            name: one.name.clone(),
            how: "paper".to_string(),
            on: one.signed_on,
            authority: one.authority.clone(),
            authority_document: one.authority_document.clone(),
            language: one.language.clone(),
            sha256: fingerprint(&one.text),
            recorded_at: now,
        });
    }
    all
}

fn kept(signature: &Signature, text: &str) -> NewSignature {
    NewSignature {
        id: signature.id,
        signer: signature.signer,
        capacity: signature.capacity,
        name: signature.name.clone(),
        how: signature.how.clone(),
        on: signature.on,
        authority: signature.authority.clone(),
        authority_document: signature.authority_document.clone(),
        language: signature.language.clone(),
        document: text.to_string(),
        sha256: signature.sha256.clone(),
    }
}

/// Whether two terms say the same; ids of recipients differ from one taking-in to the next.
fn alike(one: &Terms, other: &Terms) -> bool {
    let plain = |terms: &Terms| {
        let mut terms = terms.clone();
        terms.recipients.iter_mut().for_each(|one| one.id = RowId::from(uuid::Uuid::nil()));
        terms
    };
    plain(one) == plain(other)
}

/// A code that nobody knows would be silently left out of what is decided: it is an error instead.
fn known_codes(terms: &Terms) -> Result<(), String> {
    let unknown = |what: &str, code: &str| Err(format!("\"{code}\" is no {what}"));
    for code in &terms.categories {
        if Category::parse(code).is_none() {
            return unknown("category", code);
        }
    }
    for code in &terms.purposes {
        if Purpose::parse(code).is_none() {
            return unknown("purpose", code);
        }
    }
    for code in &terms.statements {
        if Statement::parse(code).is_none() {
            return unknown("statement", code);
        }
    }
    for recipient in &terms.recipients {
        if !recipient.kind.is_empty() && RecipientKind::parse(&recipient.kind).is_none() {
            return unknown("kind of recipient", &recipient.kind);
        }
    }
    Ok(())
}
