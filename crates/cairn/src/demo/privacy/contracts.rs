//! Service agreements (one runs out soon), research, and an audit whose copies should be destroyed by now.

use cairn_db::{Error, Value};

use super::{Officer, morning};
use crate::demo::rows;
use crate::demo::world::{World, plus};

/// Kind, with whom, what they do, since how many days, days until it ends, terms, categories, channels, destroy-by.
struct On {
    kind: &'static str,
    party: &'static str,
    scope: &'static str,
    since: i64,
    ends_in: i64,
    terms: &'static str,
    categories: &'static str,
    channels: &'static [&'static str],
    destroy_in: Option<i64>,
}

const SERVICE: &str = r#"["bound_by_part2","resists_in_court","safeguards","reports_breaches"]"#;

const ON_FILE: [On; 7] = [
    service("Blue Ridge Video", "Carries video sessions", 500, 230, &["video"]),
    service("Valley Messaging", "Sends text messages", 340, 25, &["sms"]),
    service("Harbor Backup", "Keeps encrypted copies", 700, 400, &["backup"]),
    service("Ridgeline Mail", "Sent e-mail until last month", 760, -30, &["mail"]),
    On {
        kind: "contract",
        party: "Northside Billing",
        scope: "Prepares claims for the health plan",
        terms: r#"["bound_by_part2","safeguards","reports_breaches"]"#,
        categories: r#"["billing"]"#,
        ..service("", "", 300, 65, &[])
    },
    On {
        kind: "research",
        party: "Valley University",
        scope: "How long people stay, figures only",
        terms: r#"["common_rule"]"#,
        categories: r#"["attendance"]"#,
        ..service("", "", 200, 165, &[])
    },
    On {
        kind: "audit",
        party: "State office of recovery services",
        scope: "Reviewed attendance of last year",
        terms: r#"["audit_limits","copies"]"#,
        categories: r#"["attendance"]"#,
        destroy_in: Some(-8),
        ..service("", "", 120, 245, &[])
    },
];

const fn service(
    party: &'static str,
    scope: &'static str,
    since: i64,
    ends_in: i64,
    channels: &'static [&'static str],
) -> On {
    On {
        kind: "qsoa",
        party,
        scope,
        since,
        ends_in,
        terms: SERVICE,
        categories: "[]",
        channels,
        destroy_in: None,
    }
}

pub fn write(w: &mut World<'_, '_>, officer: Officer) -> Result<(), Error> {
    for on in &ON_FILE {
        let recorded_at = morning(w, on.since);
        let id = w.id(recorded_at);
        let research = on.kind == "research";
        rows::Contract {
            id,
            kind: on.kind,
            party: officer.seal(w, on.party)?,
            contact: officer.seal(w, "Contracts desk, (540) 555-0142")?,
            reference: officer.seal(w, "Cabinet 1, contracts")?,
            scope: officer.seal(w, on.scope)?,
            approved_by: if research { officer.seal(w, "University IRB 2026-14")? } else { Value::Null },
            from_on: w.ago(on.since),
            until_on: Some(plus(w.today, on.ends_in)),
            terms: on.terms,
            categories: on.categories,
            destroy_by: on.destroy_in.map(|days| plus(w.today, days)),
            recorded_at,
            recorded_by: officer.person,
        }
        .put(w.tx)?;
        for channel in on.channels {
            rows::ContractChannel { contract_id: id, channel }.put(w.tx)?;
        }
    }
    Ok(())
}
