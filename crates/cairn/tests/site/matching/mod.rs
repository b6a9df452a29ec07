//! Matching as people meet it: who may, the story of Bo, what stays hidden, proposals, and the command.

mod command;
mod hidden;
mod profiles;
mod proposals;
mod story;

use cairn::access::Role;
use cairn::ids::{MatchId, OfferId, ParticipantId, ProposalId, SupporterId};
use cairn::people::{self, NewPerson};
use cairn_db::params;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};
use crate::visitor::Visitor;

/// Supporter and id of every offer on a page, in the order they stand there.
pub fn offers_on(page: &str) -> Vec<(String, String)> {
    let cards = page.split("<li class=\"offer\">").skip(1);
    cards
        .map(|card| {
            let name = card.split("<h3>").nth(1).unwrap().split('<').next().unwrap();
            let id = card.split("/offers/").nth(1).unwrap().split('/').next().unwrap();
            (name.to_string(), id.to_string())
        })
        .collect()
}

pub fn names(offers: &[(String, String)]) -> Vec<&str> {
    offers.iter().map(|(name, _)| name.as_str()).collect()
}

pub fn offer_of(offers: &[(String, String)], name: &str) -> String {
    offers.iter().find(|(known, _)| known.starts_with(name)).map(|(_, id)| id.clone()).expect("an offer")
}

/// A supporter beside the cast, who can be visited by `key`.
pub async fn add_supporter(stage: &mut Stage, key: &'static str, name: &str) -> SupporterId {
    let (app, name) = (stage.app.clone(), name.to_string());
    let now = app.clock.now();
    let (person, id) = (app.chance.id(now), app.chance.id(now));
    let added: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let new = NewPerson { name, language: "en".to_string(), ..NewPerson::default() };
            people::store::add(tx, person, &new, now, None)?;
            people::store::grant(
                tx,
                &people::store::Grant { id: app.chance.id(now), person, role: Role::PeerSupporter, by: None },
                now,
            )?;
            let new =
                people::store::NewSupporter { id, person, site: None, supervisor: None, capacity: Some(12) };
            people::store::add_supporter(tx, &new, now)
        })
        .await;
    added.unwrap();
    stage.people.push((key, person));
    id
}

/// An enrolled participant beside the cast.
pub async fn add_participant(stage: &mut Stage, key: &'static str, name: &str) -> ParticipantId {
    let (app, name, by) = (stage.app.clone(), name.to_string(), stage.person("cora"));
    let now = app.clock.now();
    let (person, id) = (app.chance.id(now), app.chance.id(now));
    let added: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            let new = NewPerson { name, language: "en".to_string(), ..NewPerson::default() };
            people::store::add(tx, person, &new, now, None)?;
            people::store::grant(
                tx,
                &people::store::Grant { id: app.chance.id(now), person, role: Role::Participant, by: None },
                now,
            )?;
            people::store::add_participant(tx, id, person, None, now)?;
            let enrollment: cairn::ids::EnrollmentId = app.chance.id(now);
            tx.execute(
                "INSERT INTO enrollments (id, participant_id, enrolled_on, enrolled_at, enrolled_by)
                 VALUES ($1, $2, '2026-03-02', $3, $4)",
                params![enrollment, id, now, by],
            )?;
            crate::cast::give_notice(tx, &app, id, by)
        })
        .await;
    added.unwrap();
    stage.people.push((key, person));
    id
}

/// Runs one statement, for what no page can do.
pub async fn execute(stage: &Stage, sql: &'static str, values: Vec<cairn_db::Value>) {
    let done: Result<u64, cairn_db::Error> = stage.app.db.write(move |tx| tx.execute(sql, &values)).await;
    done.unwrap();
}

/// A supporter fills in their profile.
pub async fn profile(visitor: &mut Visitor, id: SupporterId, fields: &[(&str, &str)]) {
    visitor.submit(&format!("/peer-supporters/{id}/profile"), fields).await;
}

/// An offer of Tess to Bo that Bo has chosen, an open one of Sam to Bo, and a proposal.
async fn rows(stage: &Stage) -> (OfferId, OfferId, ProposalId) {
    let app = stage.app.clone();
    let now = app.clock.now();
    let (chosen, open, proposal): (OfferId, OfferId, ProposalId) =
        (app.chance.id(now), app.chance.id(now), app.chance.id(now));
    let (bo, cora) = (stage.bo, stage.person("cora"));
    for (id, supporter) in [(chosen, stage.tess), (open, stage.sam)] {
        execute(
            stage,
            "INSERT INTO offers (id, participant_id, supporter_id, round, place, score, reasons, made_at, made_by)
             VALUES ($1, $2, $3, 1, 1, 80, '[]', $4, $5)",
            params![id, bo, supporter, now, cora].to_vec(),
        )
        .await;
    }
    execute(
        stage,
        "INSERT INTO offer_answers (offer_id, answer, answered_at, answered_by) VALUES ($1, 'chosen', $2, $3)",
        params![chosen, now, stage.person("bo")].to_vec(),
    )
    .await;
    execute(
        stage,
        "INSERT INTO proposals (id, proposed_at, proposed_by, content)
         VALUES ($1, $2, $3, '{\"pairs\":[],\"rooms\":[],\"without\":[]}')",
        params![proposal, now, cora].to_vec(),
    )
    .await;
    (chosen, open, proposal)
}

/// Who may come to this room's pages.
#[allow(clippy::too_many_lines, reason = "one entry a route")]
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let (chosen, open, proposal) = rows(stage).await;
    let found: Result<MatchId, cairn_db::Error> =
        stage.app.db.read(|tx| tx.one("SELECT id FROM matches", &[], |row| row.get("id"))).await;
    let matched = found.unwrap();
    let (sam, ana, bo) = (
        format!("/peer-supporters/{}", stage.sam),
        format!("/participants/{}", stage.ana),
        format!("/participants/{}", stage.bo),
    );
    vec![
        case("GET", "/peer-supporters", "/peer-supporters", &["sol", "cora"]),
        case("GET", "/peer-supporters/{id}", sam.clone(), &["sam", "sol", "cora"]),
        case("GET", "/peer-supporters/{id}/profile", format!("{sam}/profile"), &["sam"]),
        case("POST", "/peer-supporters/{id}/profile", format!("{sam}/profile"), &["sam"]),
        case("POST", "/peer-supporters/{id}/pause", format!("{sam}/pause"), &["sam", "cora"]),
        case("POST", "/peer-supporters/{id}/resume", format!("{sam}/resume"), &["sam", "cora"]),
        case(
            "GET",
            "/participants/{id}/supporter",
            format!("{ana}/supporter"),
            &["ana", "sam", "sol", "cora"],
        ),
        case("GET", "/participants/{id}/wishes", format!("{ana}/wishes"), &["ana", "sam", "cora"]),
        case("POST", "/participants/{id}/wishes", format!("{ana}/wishes"), &["ana", "sam", "cora"]),
        case("POST", "/participants/{id}/offers", format!("{bo}/offers"), &["cora"]),
        case("POST", "/participants/{id}/other-offers", format!("{bo}/other-offers"), &["bo", "cora"]),
        case("POST", "/participants/{id}/conflicts", format!("{ana}/conflicts"), &["sam", "cora"]),
        case("POST", "/participants/{id}/conflicts", format!("{bo}/conflicts"), &["tess", "cora"]),
        case("POST", "/offers/{id}/answer", format!("/offers/{open}/answer"), &["bo", "cora"]),
        case("POST", "/offers/{id}/acceptance", format!("/offers/{chosen}/acceptance"), &["tess", "cora"]),
        // Nobody answers for an offer that the participant has not chosen.
        case("POST", "/offers/{id}/acceptance", format!("/offers/{open}/acceptance"), &[]),
        case("GET", "/matches", "/matches", &["cora"]),
        case("POST", "/proposals", "/proposals", &["cora"]),
        case("GET", "/proposals/{id}", format!("/proposals/{proposal}"), &["cora"]),
        case("POST", "/proposals/{id}/overrides", format!("/proposals/{proposal}/overrides"), &["cora"]),
        case("POST", "/proposals/{id}/decision", format!("/proposals/{proposal}/decision"), &["cora"]),
        // Last: a match that ends closes the record of Ana for Sam and Sol.
        case("POST", "/matches/{id}/ending", format!("/matches/{matched}/ending"), &["ana", "cora"]),
    ]
}
