//! Outcomes: the way in, who is still here, what changed, and what is too small to show.

use cairn::ids::{ParticipantId, PersonId};
use cairn_db::{Tx, params};
use jiff::{SignedDuration, Timestamp};

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

mod change;
mod dyads;
mod way_in;

const READERS: &[&str] = &["cora", "sol", "eva"];

/// Who may come to this room's pages.
pub async fn permissions(_stage: &Stage) -> Vec<Case> {
    vec![
        case("GET", "/outcomes", "/outcomes", READERS),
        case("GET", "/outcomes/before-after", "/outcomes/before-after", READERS),
        case("GET", "/outcomes/dyads", "/outcomes/dyads", &["eva"]),
        case("GET", "/wellbeing/figures", "/wellbeing/figures", &["sam", "tess"]),
        case("POST", "/wellbeing/figures", "/wellbeing/figures", &["sam", "tess"]),
    ]
}

/// Writes rows straight into the tables, for people beyond the cast.
pub struct Seeder<'a, 'tx> {
    pub tx: &'a mut Tx<'tx>,
    pub app: cairn::app::App,
    pub by: PersonId,
}

impl Seeder<'_, '_> {
    pub fn day(&self, days_ago: i64) -> Timestamp {
        self.app.clock.now() - SignedDuration::from_hours(24 * days_ago)
    }

    pub fn date(&self, days_ago: i64) -> String {
        self.day(days_ago).to_string()[..10].to_string()
    }

    pub fn id(&self) -> String {
        self.app.chance.id::<uuid::Uuid>(self.app.clock.now()).to_string()
    }

    pub fn person(&mut self, name: &str) -> String {
        let id = self.id();
        self.tx
            .execute(
                "INSERT INTO people (id, name, language, registered_at) VALUES ($1, $2, 'en', $3)",
                params![&id, name, self.day(400)],
            )
            .unwrap();
        id
    }

    pub fn call(&mut self, days_ago: i64, closing: Option<&str>) -> String {
        let id = self.id();
        self.tx
            .execute(
                "INSERT INTO first_calls (id, received_at, taken_by, caller_kind, language, safe_to_call,
                    safe_to_leave_message, needs, immediate_risk, insurance)
                 VALUES ($1, $2, $3, 'self', 'en', 'yes', 'no', 'talk', 'none', 'none')",
                params![&id, self.day(days_ago), self.by],
            )
            .unwrap();
        if let Some(reason) = closing {
            let closing_id = self.id();
            self.tx
                .execute(
                    "INSERT INTO call_closings (id, first_call_id, reason, closed_at, closed_by)
                     VALUES ($1, $2, $3, $4, $5)",
                    params![&closing_id, &id, reason, self.day(days_ago), self.by],
                )
                .unwrap();
        }
        id
    }

    /// A participant enrolled so many days ago, from a call or without one; returns participant and enrollment.
    pub fn enroll(&mut self, days_ago: i64, call: Option<&str>) -> (ParticipantId, String) {
        let person = self.person("Somebody");
        let (participant, enrollment) = (self.id(), self.id());
        self.tx
            .execute(
                "INSERT INTO participants (id, person_id, registered_at) VALUES ($1, $2, $3)",
                params![&participant, person, self.day(days_ago)],
            )
            .unwrap();
        self.tx
            .execute(
                "INSERT INTO enrollments (id, participant_id, first_call_id, enrolled_on, enrolled_at, enrolled_by)
                 VALUES ($1, $2, $3, $4, $5, $6)",
                params![
                    &enrollment,
                    &participant,
                    call.map(str::to_string),
                    self.date(days_ago),
                    self.day(days_ago),
                    self.by
                ],
            )
            .unwrap();
        (participant.parse().unwrap(), enrollment)
    }

    pub fn discharge(&mut self, enrollment: &str, days_ago: i64, reason: &str) {
        self.tx
            .execute(
                "INSERT INTO discharges (enrollment_id, reason, alumni_calls, discharged_on, discharged_at, discharged_by)
                 VALUES ($1, $2, 0, $3, $4, $5)",
                params![enrollment, reason, self.date(days_ago), self.day(days_ago), self.by],
            )
            .unwrap();
    }

    pub fn matched(&mut self, participant: ParticipantId, supporter: cairn::ids::SupporterId, days_ago: i64) {
        let id = self.id();
        self.tx
            .execute(
                "INSERT INTO matches (id, participant_id, supporter_id, matched_at, matched_by)
                 VALUES ($1, $2, $3, $4, $5)",
                params![id, participant, supporter, self.day(days_ago), self.by],
            )
            .unwrap();
    }

    /// A session held so many days ago; returns its id.
    pub fn held(
        &mut self,
        participant: ParticipantId,
        supporter: cairn::ids::SupporterId,
        days_ago: i64,
    ) -> String {
        let id = self.session(participant, supporter, self.day(days_ago));
        self.tx
            .execute(
                "INSERT INTO holdings (session_id, started_at, ended_at, recorded_at, recorded_by)
                 VALUES ($1, $2, $3, $3, $4)",
                params![&id, self.day(days_ago), self.day(days_ago) + SignedDuration::from_mins(50), self.by],
            )
            .unwrap();
        id
    }

    pub fn session(
        &mut self,
        participant: ParticipantId,
        supporter: cairn::ids::SupporterId,
        starts_at: Timestamp,
    ) -> String {
        let id = self.id();
        self.tx
            .execute(
                "INSERT INTO sessions (id, participant_id, supporter_id, starts_at, planned_minutes, mode, setting,
                    place, scheduled_at, scheduled_by)
                 VALUES ($1, $2, $3, $4, 50, 'in_person', 'center', 'Room 2', $4, $5)",
                params![&id, participant, supporter, starts_at, self.by],
            )
            .unwrap();
        id
    }

    /// An answer with its total.
    pub fn answer(&mut self, person: &str, side: &str, (days_ago, total): (i64, f64)) {
        let id = self.id();
        let total = self.tx.seal_data(person.parse::<PersonId>().unwrap(), total).unwrap();
        self.tx
            .execute(
                "INSERT INTO assessments (id, person_id, side, instrument, version, definition_hash, due_window, status,
                    answers, total, answered_on, recorded_at, recorded_by)
                 VALUES ($1, $2, $3, 'barc10', '2017.1', 'x', 'extra', 'answered', '[]', $4, $5, $6, $7)",
                params![id, person, side, total, self.date(days_ago), self.day(days_ago), self.by],
            )
            .unwrap();
    }
}

/// Seeds rows in one transaction.
pub async fn seed(stage: &Stage, work: impl FnOnce(&mut Seeder<'_, '_>) + Send + 'static) {
    let (app, by) = (stage.app.clone(), stage.person("cora"));
    let done: Result<(), cairn_db::Error> = stage
        .app
        .db
        .write(move |tx| {
            work(&mut Seeder { tx, app, by });
            Ok(())
        })
        .await;
    done.unwrap();
}

/// A page's words on one line, for finding sentences across markup.
pub fn words(body: &str) -> String {
    let main = body.split_once("<main").map_or(body, |(_, main)| main);
    let mut words = String::new();
    for part in main.split('<') {
        words.push_str(part.split_once('>').map_or("", |(_, text)| text));
        words.push(' ');
    }
    words.replace("&#39;", "'").split_whitespace().collect::<Vec<_>>().join(" ")
}
