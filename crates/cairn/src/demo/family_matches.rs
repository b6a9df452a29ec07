//! Supporters who walk with families, and families who found one, or another family, or wait for an answer.

use cairn_db::Error;
use cairn_matching::{Family, SaidTrait, Showing, Trait, rank_families};
use jiff::{SignedDuration, Timestamp};

use super::house::House;
use super::rows;
use super::world::{World, later};
use crate::ids::{FamilyId, MatchId, OfferId, PersonId, RowId, SupporterId};

/// A family as it is now: who met it last, and whether support has ended.
struct Known {
    id: FamilyId,
    person: PersonId,
    met_by: Option<SupporterId>,
    ended: bool,
    profile: Family,
}

/// In words that supporters know: what a family has lived, and a language.
const REASONS: &str = r#"[{"reason":"shared_experience","kind":"family","value":"loved_one_using","wished":false},
    {"reason":"shared_language","language":"en"},{"reason":"has_room"}]"#;

pub fn write(w: &mut World<'_, '_>, house: &House) -> Result<(), Error> {
    let begun_at = w.at(w.ago(400), 11 * 60);
    for (at, supporter) in house.supporters.iter().enumerate().filter(|(at, _)| at % 2 == 0) {
        let (id, supporter_id, begun_by): (RowId, _, _) = (w.id(begun_at), supporter.id, supporter.person);
        // One has stopped for now.
        let ended_at = Some(w.at(w.ago(30), 9 * 60)).filter(|_| at == 4);
        let ended_by = ended_at.map(|_| supporter.person);
        rows::FamilySupporter { id, supporter_id, begun_at, begun_by, ended_at, ended_by }.put(w.tx)?;
    }
    let families = known(w)?;
    with_supporters(w, house, &families)?;
    between(w, house, &families)
}

fn known(w: &mut World<'_, '_>) -> Result<Vec<Known>, Error> {
    let mut all: Vec<Known> = w.tx.all(
        "SELECT f.id, (SELECT MIN(m.person_id) FROM family_members m WHERE m.family_id = f.id) AS person_id,
            (SELECT x.supporter_id FROM family_meetings x WHERE x.family_id = f.id AND x.supporter_id IS NOT NULL
             ORDER BY x.starts_at DESC, x.id LIMIT 1) AS met_by,
            CASE WHEN EXISTS (SELECT 1 FROM family_endings e LEFT JOIN family_returns r ON r.ending_id = e.id
                WHERE e.family_id = f.id AND r.ending_id IS NULL) THEN 1 ELSE 0 END AS ended
         FROM families f ORDER BY f.id",
        &[],
        |row| {
            let id: FamilyId = row.get("id")?;
            let languages = ["en".to_string()].into();
            let profile = Family { id: id.to_string(), languages, is_open: true, ..Family::default() };
            Ok(Known {
                id,
                person: row.get("person_id")?,
                met_by: row.get("met_by")?,
                ended: row.get("ended")?,
                profile,
            })
        },
    )?;
    w.tx.each("SELECT family_id, kind, value, showing FROM family_traits ORDER BY id", &[], |row| {
        let family: FamilyId = row.get("family_id")?;
        let kind = Trait::from_code(&row.get::<String>("kind")?);
        let showing = Showing::from_code(&row.get::<String>("showing")?);
        let value: Option<String> = row.get("value")?;
        let said = kind.zip(showing).zip(value);
        let known = all.iter_mut().find(|one| one.id == family);
        if let (Some(known), Some(((kind, showing), value))) = (known, said) {
            known.profile.traits.push(SaidTrait { kind, value, showing });
        }
        Ok(())
    })?;
    Ok(all)
}

/// Most families are matched with whoever meets them; the last one waits with offers, one was chosen and not answered.
fn with_supporters(w: &mut World<'_, '_>, house: &House, families: &[Known]) -> Result<(), Error> {
    let by = house.staff.coordinator;
    let now = w.now;
    for (at, family) in families.iter().enumerate().filter(|(_, family)| !family.ended) {
        let waits = at + 2 >= families.len();
        let made_at = now - SignedDuration::from_hours(24 * if waits { 3 } else { 120 });
        let many = if waits { 3 } else { 1 };
        let others = house.supporters.iter().filter(|one| one.id != family.met_by.unwrap_or(one.id));
        let chosen = family.met_by.filter(|_| !waits);
        let offered: Vec<SupporterId> =
            chosen.into_iter().chain(others.map(|one| one.id)).take(many).collect();
        for (place, supporter) in (1_i64..).zip(offered) {
            let id: OfferId = w.id(made_at);
            rows::FamilyOffer {
                id,
                family_id: family.id,
                model: "one_to_family",
                supporter_id: Some(supporter),
                other_family_id: None,
                round: 1,
                place,
                score: 800 - 90 * place,
                reasons: REASONS.replace('\n', ""),
                back_reasons: None,
                made_at,
                made_by: by,
            }
            .put(w.tx)?;
            let last = at + 1 == families.len();
            if !waits || (last && place == 1) {
                answer(w, id, (family.person, "chosen"), made_at)?;
            }
            if !waits {
                let side =
                    house.supporters.iter().find(|one| one.id == supporter).map_or(by, |one| one.person);
                accept(w, (id, family.id), (Some(supporter), None), (side, made_at))?;
            }
        }
    }
    Ok(())
}

fn answer(
    w: &mut World<'_, '_>,
    offer_id: OfferId,
    (answered_by, answer): (PersonId, &'static str),
    made_at: Timestamp,
) -> Result<(), Error> {
    let answered_at = w.past(later(made_at, 60 * 20));
    rows::FamilyOfferAnswer { offer_id, answer, answered_at, answered_by }.put(w.tx)
}

fn accept(
    w: &mut World<'_, '_>,
    (offer_id, family_id): (OfferId, FamilyId),
    (supporter_id, other_family_id): (Option<SupporterId>, Option<FamilyId>),
    (by, made_at): (PersonId, Timestamp),
) -> Result<MatchId, Error> {
    let answered_at = w.past(later(made_at, 60 * 30));
    rows::FamilyAcceptance { offer_id, answer: "accepted", answered_at, answered_by: by }.put(w.tx)?;
    let id: MatchId = w.id(answered_at);
    let model = if supporter_id.is_some() { "one_to_family" } else { "family_to_family" };
    rows::FamilyMatch {
        id,
        family_id,
        model,
        supporter_id,
        other_family_id,
        offer_id: Some(offer_id),
        matched_at: answered_at,
        matched_by: by,
    }
    .put(w.tx)?;
    Ok(id)
}

/// The persona's family has three to choose from, and one that asks; others met, and one pair has gone on.
fn between(w: &mut World<'_, '_>, house: &House, families: &[Known]) -> Result<(), Error> {
    let (by, now) = (house.staff.coordinator, w.now);
    let open: Vec<&Known> = families.iter().filter(|family| !family.ended).collect();
    let Some((persona, rest)) = open.split_first() else { return Ok(()) };
    let profiles: Vec<Family> = rest.iter().skip(6).map(|family| family.profile.clone()).collect();
    let made_at = now - SignedDuration::from_hours(24 * 2);
    offers(w, persona, (&profiles, 3), (by, made_at))?;
    for (at, pair) in rest.chunks(2).take(3).enumerate() {
        let [one, other] = pair else { continue };
        let made_at = now - SignedDuration::from_hours(24 * (90 - 20 * at as i64));
        let made = offers(w, one, (std::slice::from_ref(&other.profile), 1), (by, made_at))?;
        for offer in made {
            answer(w, offer, (one.person, "chosen"), made_at)?;
            let id = accept(w, (offer, one.id), (None, Some(other.id)), (other.person, made_at))?;
            if at == 2 {
                let ended_at = w.past(later(made_at, 60 * 24 * 20));
                rows::FamilyMatchEnding { match_id: id, wished_by: "family", ended_at, ended_by: one.person }
                    .put(w.tx)?;
            }
        }
    }
    if let (Some(asks), Some(apart)) = (rest.get(6), rest.get(7)) {
        let made = offers(w, asks, (std::slice::from_ref(&persona.profile), 1), (by, made_at))?;
        for offer in made {
            answer(w, offer, (asks.person, "chosen"), made_at)?;
        }
        let (id, recorded_at): (RowId, _) = (w.id(made_at), made_at);
        rows::FamilyConflict {
            id,
            family_id: asks.id,
            supporter_id: None,
            other_family_id: Some(apart.id),
            kind: "household",
            recorded_at,
            recorded_by: by,
        }
        .put(w.tx)?;
    }
    Ok(())
}

fn offers(
    w: &mut World<'_, '_>,
    family: &Known,
    (others, many): (&[Family], usize),
    (made_by, made_at): (PersonId, Timestamp),
) -> Result<Vec<OfferId>, Error> {
    let mut made = Vec::new();
    for (place, offer) in (1_i64..).zip(rank_families(&family.profile, others, many)) {
        let Ok(other) = offer.family_id.parse::<FamilyId>() else { continue };
        let id: OfferId = w.id(made_at);
        rows::FamilyOffer {
            id,
            family_id: family.id,
            model: "family_to_family",
            supporter_id: None,
            other_family_id: Some(other),
            round: 2,
            place,
            score: i64::from(offer.score),
            reasons: serde_json::to_string(&offer.reasons).unwrap_or_default(),
            back_reasons: serde_json::to_string(&offer.back).ok(),
            made_at,
            made_by,
        }
        .put(w.tx)?;
        made.push(id);
    }
    Ok(made)
}
