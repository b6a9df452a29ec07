//! One policy: what is on the card, what needs a look, and every call about it.

use askama::Template;
use axum::extract::Path;

use super::flags::{Flag, flags};
use super::open;
use super::policy::{Owner, Policy};
use super::store::{self, PastCall};
use crate::ids::PolicyId;
use crate::web::{Answer, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "benefits/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    policy: Policy,
    owner: Owner,
    own: bool,
    records: bool,
    flags: Vec<Flag>,
    calls: Vec<PastCall>,
}

impl ShowPage {
    /// The member id for those who use it, its end for the rest of the team.
    fn member_id(&self) -> String {
        if self.own || self.records {
            self.policy.card.member_id.clone()
        } else {
            format!("…{}", self.policy.member_id_ending())
        }
    }
}

pub async fn show(visit: Visit, Path(id): Path<PolicyId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

/// The page, with the form that ends the coverage as it was sent.
pub async fn draw(visit: Visit, id: PolicyId, form: Form) -> Answer {
    let (visitor, (open, up, calls)) = visit
        .write(move |desk| {
            let open = open::policy(desk, id)?;
            let latest = store::latest(desk.tx, &open.proof, id)?;
            let calls = store::of_policy(desk.tx, &open.proof, id)?;
            let mut facts = open.policy.facts();
            facts.check = latest.map(|verification| verification.check_facts());
            let mut up = flags(&facts, desk.today());
            up.retain(|flag| !(open.own && flag.is_ours()));
            Ok((open, up, calls))
        })
        .await?;
    let (t, shell) = visitor.shell("policies-title");
    let page = ShowPage {
        policy: open.policy,
        owner: open.owner,
        own: open.own,
        records: open.records,
        flags: up,
        calls,
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
