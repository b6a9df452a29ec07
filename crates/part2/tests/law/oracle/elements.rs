//! §2.31 once more, element by element.

use cairn_part2::ConsentKind as K;
use cairn_part2::Purpose as P;
use cairn_part2::RecipientKind as R;
use cairn_part2::*;
use jiff::Timestamp;

fn said(text: &str) -> bool {
    !text.trim().is_empty()
}

fn somebody(party: &Party) -> bool {
    said(&party.id) && said(&party.name)
}

fn covered(party: &Party) -> bool {
    matches!(party.kind, None | Some(R::CoveredEntity | R::HealthPlan | R::BusinessAssociate))
}

pub fn is_complete(c: &Consent) -> bool {
    let tpo = c.purposes.iter().any(|p| matches!(p, P::Treatment | P::Payment | P::Operations));
    let says = |statement| c.statements.contains(statement);
    let who = said(&c.subject_name)
        && !c.disclosers.is_empty()
        && c.disclosers.iter().all(|source| match source {
            Source::Named { party } => somebody(party),
            Source::Class { class } => said(class),
        });
    let what = !c.categories.is_empty() && said(&c.description);
    let why = !c.purposes.is_empty()
        && (says(Statement::FundraisingOptOut)
            || !matches!(c.kind, K::General | K::Fundraising)
            || !c.purposes.contains(P::Fundraising));
    let told = !tpo
        || matches!(c.kind, K::Proceedings | K::CriminalJustice | K::Research | K::Fundraising)
        || (says(Statement::LossOfProtection)
            && says(Statement::ConsequencesOfRefusal)
            && (says(Statement::HipaaRedisclosure) || !c.recipients.iter().any(may_be_covered)));
    let revocable =
        c.kind == K::CriminalJustice || (says(Statement::RightToRevoke) && says(Statement::HowToRevoke));
    who && what
        && why
        && told
        && revocable
        && to_whom(c)
        && until(c)
        && signed(c)
        && alone(c)
        && of_its_kind(c)
}

fn may_be_covered(recipient: &Recipient) -> bool {
    match recipient {
        Recipient::Named { party } => covered(party),
        Recipient::Class { .. } => true,
        Recipient::OtherClass { .. } => false,
        Recipient::Intermediary { members, .. } => match members {
            Members::TreatingProviders => true,
            Members::Named { parties } => parties.iter().any(covered),
        },
    }
}

fn to_whom(c: &Consent) -> bool {
    !c.recipients.is_empty()
        && c.recipients.iter().all(|recipient| match (recipient, c.kind) {
            (Recipient::Intermediary { party, members }, K::Intermediary) => {
                somebody(party)
                    && match members {
                        Members::TreatingProviders => true,
                        Members::Named { parties } => !parties.is_empty() && parties.iter().all(somebody),
                    }
            }
            (Recipient::Intermediary { .. }, _) | (_, K::Intermediary) => false,
            (Recipient::Named { party }, K::CriminalJustice) => {
                somebody(party) && matches!(party.kind, Some(R::CriminalJustice | R::Court))
            }
            (Recipient::Named { party }, _) => somebody(party),
            (Recipient::OtherClass { class }, _) => said(class),
            (Recipient::Class { .. }, kind) => kind != K::CriminalJustice,
        })
}

fn until(c: &Consent) -> bool {
    match &c.expiry {
        None => false,
        Some(Expiry::Date { .. }) => true,
        Some(Expiry::Event(event)) => said(&event.event),
        Some(Expiry::None | Expiry::EndOfTreatment { .. }) => c.kind == K::Tpo,
        Some(Expiry::EndOfStudy { .. }) => c.kind == K::Research,
    }
}

/// From when all who have to sign have signed.
pub fn signed_at(c: &Consent) -> Option<Timestamp> {
    let first = |signers: &[Signer]| {
        let mut instants = Vec::new();
        for s in c.signatures.iter().filter(|s| signers.contains(&s.signer) && said(&s.name)) {
            let free = matches!(s.signer, Signer::Person | Signer::Parent | Signer::Director);
            if free || s.authority.as_deref().is_some_and(said) {
                instants.extend(s.at);
            }
        }
        instants.sort();
        instants.first().copied()
    };
    match c.who_signs {
        WhoSigns::Person => first(&[Signer::Person]),
        WhoSigns::MinorAndParent => {
            let child = first(&[Signer::Person])?;
            let parent = first(&[Signer::Parent, Signer::Guardian])?;
            Some(if child < parent { parent } else { child })
        }
        WhoSigns::Representative => first(&[Signer::Representative, Signer::Guardian]),
        WhoSigns::Director => first(&[Signer::Director]),
        WhoSigns::Survivor => {
            first(&[Signer::Executor, Signer::Representative, Signer::Spouse, Signer::FamilyMember])
        }
    }
}

fn signed(c: &Consent) -> bool {
    let for_payment = c.purposes.iter().all(|p| p == P::Payment);
    signed_at(c).is_some() && (c.who_signs != WhoSigns::Director || for_payment)
}

/// Counseling notes and proceedings stand alone.
fn alone(c: &Consent) -> bool {
    let notes = c.categories.contains(Category::CounselingNotes);
    let court = c.purposes.contains(P::Proceeding);
    (notes == (c.kind == K::CounselingNotes) && (!notes || c.categories.len() == 1))
        && (court == (c.kind == K::Proceedings) && (!court || c.purposes.len() == 1))
}

fn of_its_kind(c: &Consent) -> bool {
    let only = |allowed: &[P]| c.purposes.iter().all(|p| allowed.contains(&p));
    let terms = c.monitoring.as_ref().is_some_and(|m| {
        said(&m.period)
            && m.revocable_from.as_ref().is_some_and(|from| match from {
                RevocableFrom::Date { .. } => true,
                RevocableFrom::Event(event) => said(&event.event),
            })
    });
    match c.kind {
        K::Tpo => only(&[P::Treatment, P::Payment, P::Operations]),
        K::CriminalJustice => only(&[P::CriminalJustice]) && terms,
        K::Research => only(&[P::Research]),
        K::Fundraising => only(&[P::Fundraising]),
        K::General | K::CounselingNotes | K::Proceedings | K::Intermediary => c.purposes.iter().all(|p| {
            !matches!(
                p,
                P::Emergency
                    | P::CrimeReport
                    | P::ChildAbuseReport
                    | P::PublicHealth
                    | P::VitalStatistics
                    | P::MinorSafety
                    | P::Services
                    | P::OwnAccess
                    | P::WithinProgram
            )
        }),
    }
}
