//! Both sides of the pairs: figures held against an outside reference, and nobody in them.

use std::ops::Range;

use axum::http::StatusCode;
use cairn::ids::{ParticipantId, PersonId, SupporterId};
use cairn_db::params;

use super::{Seeder, seed, words};
use crate::cast::Stage;

/// Eight pairs, weeks since they began; `-` is missing, `X` is ten. One supporter has two, one after the other. The same as in
/// the tests of `cairn-evidence`, where the reference stands.
const PAIRS: [(usize, &str, &str); 8] = [
    (1, "4333455455", "5646454345"),
    (2, "5738-65786", "6786567733"),
    (3, "5686765558", "776-9786XX"),
    (4, "57--986555", "8X-XX9XX9X"),
    (5, "67-6758756", "757X-X688-"),
    (5, "56-4576--6", "6988887667"),
    (6, "8968-89778", "5465-46-54"),
    (7, "4-353-4545", "6574746566"),
];
/// A Monday, ten weeks before the day of the tests.
const BEGAN: i64 = 70;

fn figure(letter: char) -> Option<i64> {
    if letter == 'X' { Some(10) } else { letter.to_digit(10).map(i64::from) }
}

impl Seeder<'_, '_> {
    fn supporter(&mut self) -> (String, SupporterId) {
        let (person, id) = (self.person("Quillon Sparrow"), self.id());
        self.tx
            .execute(
                "INSERT INTO peer_supporters (id, person_id, registered_at) VALUES ($1, $2, $3)",
                params![&id, &person, self.day(400)],
            )
            .unwrap();
        self.chooses(&person, true);
        (person, id.parse().unwrap())
    }

    /// Whether a supporter lets their weeks be counted.
    fn chooses(&mut self, person: &str, joins: bool) {
        let id = self.id();
        self.tx
            .execute(
                "INSERT INTO supporter_figure_choices (id, person_id, joins, chosen_at) VALUES ($1, $2, $3, $4)",
                params![&id, person, i64::from(joins), self.day(90)],
            )
            .unwrap();
    }

    fn check_in(&mut self, participant: ParticipantId, by: &str, (days_ago, mood, tier): (i64, i64, &str)) {
        let id = self.id();
        let person: String = self
            .tx
            .one("SELECT person_id FROM participants WHERE id = $1", params![participant], |row| {
                row.get("person_id")
            })
            .unwrap();
        let mood = self.tx.seal_data(person.parse::<PersonId>().unwrap(), mood.to_string()).unwrap();
        self.tx
            .execute(
                "INSERT INTO check_ins (id, participant_id, mood, tier, made_at, made_by, kept_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $5)",
                params![&id, participant, mood, tier, self.day(days_ago), by],
            )
            .unwrap();
    }

    fn ended(&mut self, participant: ParticipantId, days_ago: i64) {
        self.tx
            .execute(
                "INSERT INTO endings (match_id, wished_by, ended_at, ended_by)
                 SELECT id, 'participant', CAST($2 AS BIGINT), CAST($3 AS TEXT) FROM matches WHERE participant_id = $1",
                params![participant, self.day(days_ago), self.by],
            )
            .unwrap();
    }

    fn own_check_in(&mut self, person: &str, (days_ago, mood): (i64, i64)) {
        let id = self.id();
        let mood = self.tx.seal_data(person.parse::<PersonId>().unwrap(), mood).unwrap();
        self.tx
            .execute(
                "INSERT INTO own_check_ins (id, person_id, on_day, mood, kept_at) VALUES ($1, $2, $3, $4, $5)",
                params![&id, person, self.date(days_ago), mood, self.day(days_ago)],
            )
            .unwrap();
    }
}

/// Some of the pairs, and what may not count: words that fewer people may read, what a supporter wrote down, this week. Ids
/// of everybody in them.
async fn pairs(stage: &Stage, some: Range<usize>) -> Vec<String> {
    let (sender, made) = std::sync::mpsc::channel();
    seed(stage, move |s| {
        let supporters: Vec<(String, SupporterId)> = (0..8).map(|_| s.supporter()).collect();
        for (at, (which, own, other)) in PAIRS.iter().enumerate().filter(|(at, _)| some.contains(at)) {
            let (supporter, supporter_id) = supporters[*which].clone();
            // The second pair of one supporter was over before the first began.
            let began = if at == 5 { 2 * BEGAN } else { BEGAN };
            let (participant, _) = s.enroll(began + 20, None);
            s.matched(participant, supporter_id, began);
            if at == 5 {
                s.ended(participant, BEGAN + 1);
            }
            let person: String =
                s.tx.one("SELECT person_id FROM participants WHERE id = $1", params![participant], |row| {
                    row.get("person_id")
                })
                .unwrap();
            for (week, mood) in (0..).zip(own.chars().map(figure)) {
                let Some(mood) = mood else { continue };
                // In one week two check-ins with this mean.
                let apart = i64::from(week == 9);
                s.check_in(participant, &person, (began - 7 * week - 2, mood - apart, "team"));
                if week == 9 {
                    s.check_in(participant, &person, (began - 7 * week - 3, mood + apart, "record"));
                }
            }
            s.check_in(participant, &person, (began - 1, 10, "ours"));
            s.check_in(participant, &supporter, (began - 1, 10, "team"));
            s.check_in(participant, &person, (0, 10, "team"));
            for (week, mood) in (0..).zip(other.chars().map(figure)) {
                if let Some(mood) = mood {
                    s.own_check_in(&supporter, (began - 7 * week - 4, mood));
                }
            }
            for id in [participant.to_string(), person, supporter_id.to_string(), supporter] {
                sender.send(id).unwrap();
            }
        }
    })
    .await;
    made.into_iter().collect()
}

#[tokio::test]
async fn eight_pairs_show_what_the_reference_says_and_nobody() {
    let stage = Stage::set().await;
    let ids = pairs(&stage, 0..8).await;
    assert_eq!(ids.len(), 32);
    let body = stage.visit_as("eva").await.page("/outcomes/dyads").await;
    let page = words(&body);
    for figure in [
        "8 pairs of 8 participants and 7 supporters have weeks with both sides: 66 of 80 weeks",
        "8 check-ins of 8 participants were left out",
        "3 6 5.7 (3.2 to 8.1) 6.5 (3.1 to 9.9)",
        "Own week before (actor effect) 0.00 -0.61 to +0.60 8 7 51",
        "Supporter's week before (partner effect) +0.16 -0.15 to +0.47 8 7 51",
        "Own week before (actor effect) -0.11 -0.56 to +0.34 8 7 53",
        "Participant's week before (partner effect) -0.16 -0.51 to +0.19 8 7 53",
        "With about 6.4 weeks per pair, the participants' actor effect comes out about 0.19 too low",
        "that the interval is only a rough one",
        "r = -0.27 (95 % interval -0.54 to +0.06)",
        "r = -0.34 (95 % interval -0.61 to 0.00)",
        "That one side changed the other.",
    ] {
        assert!(page.contains(figure), "{figure} is missing: {page}");
    }
    for id in &ids {
        assert!(!body.contains(id.as_str()), "somebody's id is on the page");
    }
    assert!(!body.contains("Quillon") && !body.contains("Somebody"), "{page}");
    assert!(body.contains("href=\"/outcomes/dyads\" aria-current"));
    // Who knows the pairs by name does not see them, nor that there is such a page.
    let mut cora = stage.visit_as("cora").await;
    assert_eq!(cora.get("/outcomes/dyads").await.status, StatusCode::NOT_FOUND);
    assert!(!cora.page("/outcomes").await.contains("/outcomes/dyads"));
}

#[tokio::test]
async fn four_pairs_show_nothing_whatever_the_program_sets_and_five_do() {
    let stage = Stage::set().await;
    let set: Result<u64, cairn_db::Error> = stage
        .app
        .db
        .write(|tx| tx.execute("UPDATE programs SET settings = '{\"privacy\":{\"smallest_group\":1}}'", &[]))
        .await;
    set.unwrap();
    pairs(&stage, 0..4).await;
    let mut eva = stage.visit_as("eva").await;
    let page = words(&eva.page("/outcomes/dyads").await);
    assert!(page.contains("Fewer than 5 pairs have weeks with both sides."), "{page}");
    assert!(page.contains("fewer than 5 participants, or none"), "{page}");
    assert_eq!(page.matches("Fewer than 5 pairs, participants or supporters").count(), 2, "{page}");
    for figure in ["Estimate", "4 pairs", "by weeks since the match began", "r =", "(95 %"] {
        assert!(!page.contains(figure), "{figure}: {page}");
    }
    let ids = pairs(&stage, 4..5).await;
    let page = words(&eva.page("/outcomes/dyads").await);
    assert!(page.contains("5 pairs of 5 participants and 5 supporters"), "{page}");
    assert!(page.contains("by weeks since the match began") && page.contains("5 check-ins of 5"), "{page}");
    // The fifth supporter takes their yes back, and their weeks leave the figures.
    let person = ids[3].clone();
    seed(&stage, move |s| s.chooses(&person, false)).await;
    let page = words(&eva.page("/outcomes/dyads").await);
    assert!(
        page.contains("Fewer than 5 pairs have weeks with both sides.") && !page.contains("r ="),
        "{page}"
    );
    // Each says it on a page of their own, and nobody else sees what.
    let mut sam = stage.visit_as("sam").await;
    assert!(sam.page("/wellbeing/figures").await.contains("You have not chosen. That counts as no."));
    assert!(sam.page("/wellbeing").await.contains("/wellbeing/figures"));
    sam.submit("/wellbeing/figures", &[("joins", "yes")]).await;
    assert!(sam.page("/wellbeing/figures").await.contains("You said yes."));
    sam.submit("/wellbeing/figures", &[("joins", "no")]).await;
    assert!(sam.page("/wellbeing/figures").await.contains("You said no."));
}
