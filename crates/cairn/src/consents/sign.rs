//! Reading the whole text and signing it: online by the participant, or written down by somebody who was there.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;

use super::store::{self, NewSignature, Stamp};
use super::wording::{self, Section};
use super::{AUTHORITIES, Capacity, Consent, Head, Offered, SignedBy, Signer};
use crate::access::{ConsentFile, Desk};
use crate::audit::Act;
use crate::ids::ConsentId;
use crate::web::{Answer, Choice, Form, Language, Problem, Refusal, Shell, Text, Visit};

/// How a signature that somebody else writes down came about. A consent has to be written: never by phone.
const WITNESSED: [&str; 2] = ["in_person", "paper"];

#[derive(Template)]
#[template(path = "consents/sign.html")]
struct SignPage {
    t: Text,
    shell: Shell,
    f: Form,
    found: Found,
    /// The text in the language of the one who signs.
    sections: Vec<Section>,
    signers: Vec<Choice>,
    ways: Vec<Choice>,
    authorities: Vec<Choice>,
}

impl SignPage {
    fn here(&self) -> String {
        format!("/consents/{}", self.found.consent.id)
    }
}

struct Found {
    consent: Consent,
    head: Head,
    capacity: Capacity,
    language: Language,
    agree: String,
}

pub async fn new(visit: Visit, Path(id): Path<ConsentId>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, id).await
}

/// Opens a consent that can be signed now.
fn signable(desk: &mut Desk<'_, '_>, id: ConsentId) -> Result<(ConsentFile, Consent, Capacity), Problem> {
    let (file, consent) = super::open_to_write(desk, id)?;
    if !consent.state(desk.now, &desk.program.zone).is_draft() {
        return Err(Refusal { field: "", key: "consent-already-signed" }.into());
    }
    if !consent.missing_terms().is_empty() {
        return Err(Refusal { field: "", key: "consent-sign-not-complete" }.into());
    }
    let (born_on, died) = store::life(desk.tx, &file)?;
    let rule = desk.program.settings.privacy.minor_rule;
    let now = Capacity::on_day(desk.today(), born_on, died, rule);
    // Once one of two has signed, the other is asked by the same rule, whatever the day.
    let capacity = consent.signatures.first().map_or(now, |signature| signature.capacity);
    Ok((file, consent, capacity))
}

async fn draw(visit: Visit, form: Form, id: ConsentId) -> Answer {
    let chosen = visit.language;
    let (visitor, found) = visit
        .write(move |desk| {
            let (file, consent, capacity) = signable(desk, id)?;
            let head = Head::load(desk, &file)?;
            let language = language(desk, &file, chosen)?;
            let agree = words(desk, language).get("consent-sign-agree");
            Ok(Found { consent, head, capacity, language, agree })
        })
        .await?;
    let (t, shell) = visitor.shell("consents-title");
    let read = Text::new(found.language, t.zone.clone());
    let codes = |signers: &[Signer]| signers.iter().map(|signer| signer.code()).collect::<Vec<_>>();
    let page = SignPage {
        sections: wording::sections(&read, found.consent.kind, &found.consent.terms),
        signers: Choice::codes(&t, "consent-signer", &codes(found.capacity.signers())),
        ways: Choice::codes(&t, "consent-signed-how", &WITNESSED),
        authorities: Choice::codes(&t, "consent-authority", &AUTHORITIES),
        f: form.clone(),
        found,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// The participant reads in the language they chose here; what staff write down is in the participant's language.
fn language(desk: &mut Desk<'_, '_>, file: &ConsentFile, chosen: Language) -> Result<Language, Problem> {
    if file.is_own() {
        return Ok(chosen);
    }
    let (_, code) = store::name_and_language(desk.tx, file)?;
    Ok(Language::from_code(&code).unwrap_or(Language::English))
}

fn words(desk: &Desk<'_, '_>, language: Language) -> Text {
    Text::new(language, desk.program.zone.clone())
}

/// What the form says about a signature.
struct Given {
    name: String,
    signer: Option<Signer>,
    how: Option<String>,
    on: Option<Date>,
    authority: Option<String>,
    authority_document: Option<String>,
}

impl Given {
    fn read(form: &mut Form) -> Given {
        let given = Given {
            name: form.required_text("name", 120),
            signer: form
                .choice("signer", &Signer::ALL.map(Signer::code))
                .and_then(|code| Signer::from_code(&code)),
            how: form.choice("how", &WITNESSED),
            on: form.date("on"),
            authority: form.choice("authority", &AUTHORITIES),
            authority_document: form.text("authority_document", 300),
        };
        if !form.checked("agree") {
            form.wrong("agree", "consent-sign-agree-needed");
        }
        given
    }
}

pub async fn create(visit: Visit, Path(id): Path<ConsentId>, mut form: Form) -> Answer {
    let given = Given::read(&mut form);
    if form.is_valid() {
        let chosen = visit.language;
        let outcome = visit
            .submit(&form, move |desk| {
                let (file, consent, capacity) = signable(desk, id)?;
                let language = language(desk, &file, chosen)?;
                let signature = signature(desk, (&file, &consent), capacity, given, language)?;
                let stamp = Stamp { at: desk.now, by: desk.viewer.person };
                store::sign(desk.tx, file.person(), id, &signature, stamp)?;
                desk.enter_consents(&file, Act::Created, "consent_signature", Some(id.to_string()))?;
                Ok(format!("/consents/{id}"))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "consent-signed");
        }
    }
    draw(visit, form, id).await
}

/// The signature with its document, if it is one that counts.
fn signature(
    desk: &Desk<'_, '_>,
    (file, consent): (&ConsentFile, &Consent),
    capacity: Capacity,
    given: Given,
    language: Language,
) -> Result<NewSignature, Problem> {
    let own = file.is_own();
    // From their own account the participant signs for themselves and for nobody else.
    let signer = if own { capacity.own_signer() } else { given.signer };
    let signer = signer.ok_or(Refusal { field: "signer", key: "form-choose" })?;
    let how = if own { Some("online".to_string()) } else { given.how };
    let how = how.ok_or(Refusal { field: "how", key: "form-choose" })?;
    let on = match (how.as_str(), given.on) {
        ("paper", None) => return Err(Refusal { field: "on", key: "consent-sign-paper-day" }.into()),
        ("paper", Some(day)) if day > desk.today() => {
            return Err(Refusal { field: "on", key: "consent-sign-day-future" }.into());
        }
        ("paper", Some(day)) => day,
        _ => desk.today(),
    };
    if consent.signatures.iter().any(|known| known.signer == signer) {
        return Err(Refusal { field: "signer", key: "consent-sign-twice" }.into());
    }
    let authority = given.authority.filter(|_| !signer.is_own());
    let authority_document = given.authority_document.filter(|_| !signer.is_own());
    let offered =
        Offered { signer, authority: authority.as_deref(), document: authority_document.as_deref() };
    capacity.refuse(&offered)?;
    let signed_by = SignedBy {
        name: &given.name,
        signer,
        how: &how,
        on,
        authority: authority.as_deref(),
        authority_document: authority_document.as_deref(),
    };
    let document = wording::document(&words(desk, language), consent.kind, &consent.terms, &signed_by);
    Ok(NewSignature {
        id: desk.id(),
        signer,
        capacity,
        how,
        on,
        language: language.code().to_string(),
        sha256: wording::fingerprint(&document),
        document,
        name: given.name,
        authority,
        authority_document,
    })
}
