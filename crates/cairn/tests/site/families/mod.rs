//! Families: support of their own, and no sign of any participant.

use cairn::ids::{FamilyId, FamilyMeetingId, FamilyMemberId};
use cairn_db::params;

use crate::cast::Stage;
use crate::guards::permissions::{Case, case};

mod story;

/// Mia's family, which Sam met once.
pub async fn family(stage: &Stage) -> (FamilyId, FamilyMemberId) {
    let (app, now) = (&stage.app, stage.app.clock.now());
    let (family, member): (FamilyId, FamilyMemberId) = (app.chance.id(now), app.chance.id(now));
    let meeting: FamilyMeetingId = app.chance.id(now);
    let (mia, cora, sam) = (stage.person("mia"), stage.person("cora"), stage.sam);
    let made: Result<(), cairn_db::Error> = app
        .db
        .write(move |tx| {
            tx.execute(
                "INSERT INTO families (id, name, registered_at, registered_by) VALUES ($1, 'Lake family', $2, $3)",
                params![family, now, cora],
            )?;
            tx.execute(
                "INSERT INTO family_members (id, family_id, person_id, relation, registered_at, registered_by)
                 VALUES ($1, $2, $3, 'parent', $4, $5)",
                params![member, family, mia, now, cora],
            )?;
            tx.execute(
                "INSERT INTO family_meetings (id, family_id, model, supporter_id, starts_at, minutes, mode, words,
                    recorded_at, recorded_by)
                 VALUES ($1, $2, 'one_to_family', $3, $4, 45, 'phone', 'Spoke of Ana Ruiz', $4, $5)",
                params![meeting, family, sam, now, cora],
            )?;
            Ok(())
        })
        .await;
    made.unwrap();
    (family, member)
}

/// Who may come to this room's pages: the coordinator, and the supporter who met the family.
pub async fn permissions(stage: &Stage) -> Vec<Case> {
    let (family, member) = family(stage).await;
    let page = format!("/families/{family}");
    vec![
        case("GET", "/families", "/families", &["cora"]),
        case("GET", "/families/new", "/families/new", &["cora"]),
        case("POST", "/families", "/families", &["cora"]),
        case("GET", "/families/{id}", page.clone(), &["cora", "sam"]),
        case("POST", "/families/{id}/members", format!("{page}/members"), &["cora"]),
        case(
            "POST",
            "/families/{id}/members/{member}/invitation",
            format!("{page}/members/{member}/invitation"),
            &["cora"],
        ),
        case("POST", "/families/{id}/meetings", format!("{page}/meetings"), &["cora", "sam"]),
        case("GET", "/my-family", "/my-family", &["mia"]),
    ]
}
