//! Every table is known: whose data it holds. What erasure, export and encryption must cover is read off this list.

use std::collections::BTreeSet;

use cairn_db::{Error, dialect};

use super::whose_tables::{OF_FAMILIES, OF_PARTICIPANTS, OF_SUPPORTERS, OF_THE_HOUSE, OF_THE_PRIVACY_DESK};
use crate::cast::Stage;

#[tokio::test]
async fn every_table_is_known() {
    let stage = Stage::set().await;
    let dialect = stage.app.db.dialect();
    let tables: Result<Vec<String>, Error> =
        stage.app.db.read(move |tx| tx.all(dialect::tables(dialect), &[], |row| row.get("name"))).await;
    let tables: BTreeSet<String> = tables.unwrap().into_iter().collect();
    let known: BTreeSet<String> =
        [OF_PARTICIPANTS, OF_FAMILIES, OF_SUPPORTERS, OF_THE_PRIVACY_DESK, OF_THE_HOUSE]
            .concat()
            .into_iter()
            .map(str::to_string)
            .collect();
    let unknown: Vec<_> = tables.symmetric_difference(&known).collect();
    assert!(unknown.is_empty(), "say whose data these tables hold, or take them off the list: {unknown:?}");
}
