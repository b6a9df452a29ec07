//! The biller's first page: insurance of participants, and of nobody else.

use cairn::ids::RowId;
use cairn_db::{Tx, params};

use crate::cast::Stage;

#[tokio::test]
async fn a_caller_s_policy_is_the_coordinators_business() {
    let stage = Stage::set().await;
    let (cora, now) = (stage.person("cora"), stage.app.clock.now());
    let (call, policy): (RowId, RowId) = (stage.app.chance.id(now), stage.app.chance.id(now));
    let add = move |tx: &mut Tx<'_>| {
        tx.execute(
            "INSERT INTO first_calls (id, received_at, taken_by, caller_kind, caller_name, language, safe_to_call,
                safe_to_leave_message, needs, immediate_risk, insurance)
             VALUES ($1, $2, $3, 'self', 'Wren Caller', 'en', 'yes', 'no', 'talk', 'none', 'named')",
            params![call, now, cora],
        )?;
        tx.execute(
            "INSERT INTO insurance_policies (id, first_call_id, payer, plan_type, member_id, subscriber_relation,
                network, recorded_at, recorded_by)
             VALUES ($1, $2, 'Harbor Health', 'PPO', 'M1', 'self', 'out', $3, $4)",
            params![policy, call, now, cora],
        )
    };
    stage.app.db.write(add).await.unwrap();
    assert!(stage.visit_as("cora").await.page("/today").await.contains("Harbor Health"));
    let biller = stage.visit_as("bill").await.page("/today").await;
    assert!(!biller.contains("Harbor Health") && !biller.contains("Wren Caller"));
}
