//! Writing down a contract that was signed.

use askama::Template;
use cairn_part2::{Categories, Category, Term, Terms};

use super::contract::{COVERED, Contract, KINDS, term_codes};
use super::{Channel, store};
use crate::audit::Act;
use crate::privacy_desk::{officer, stamp};
use crate::web::{Answer, Choice, Form, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "contracts/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    kinds: Vec<Choice>,
    terms: Vec<Choice>,
    categories: Vec<Choice>,
    channels: Vec<Choice>,
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, _) = visit.read(|desk| officer(desk)).await?;
    let (t, shell) = visitor.shell("contracts-title");
    let page = NewPage {
        kinds: Choice::codes(&t, "contract-kind", &KINDS.map(|(code, _)| code)),
        terms: Choice::codes(&t, "contract-term", &term_codes()),
        categories: Choice::codes(&t, "record-part", &COVERED.map(Category::name)),
        channels: Choice::codes(&t, "channel", &Channel::ALL.map(Channel::code)),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

fn read(form: &mut Form, id: crate::ids::RowId) -> Contract {
    let chosen = form.choices("categories", &COVERED.map(Category::name));
    let agreed = form.choices("terms", &term_codes());
    let channels = form.choices("channels", &Channel::ALL.map(Channel::code));
    let contract = Contract {
        id,
        kind: form.required_choice("kind", &KINDS.map(|(code, _)| code)),
        party: form.required_text("party", 200),
        recipient: None,
        contact: form.text("contact", 300),
        reference: form.required_text("reference", 200),
        scope: form.required_text("scope", 2000),
        approved_by: form.text("approved_by", 200),
        from_on: form.required_date("from_on"),
        until_on: form.date("until_on"),
        terms: agreed.iter().filter_map(|code| Term::parse(code)).collect::<Terms>(),
        categories: chosen.iter().filter_map(|code| Category::parse(code)).collect::<Categories>(),
        channels: channels.iter().filter_map(|code| Channel::from_code(code)).collect(),
        destroy_by: form.date("destroy_by"),
        ending: None,
        destruction: None,
    };
    if contract.until_on.is_some_and(|until| until < contract.from_on) {
        form.wrong("until_on", "contract-ends-before");
    }
    if contract.kind == "research" && contract.approved_by.is_none() {
        form.wrong("approved_by", "contract-needs-approval");
    }
    if contract.allows_copies() && contract.destroy_by.is_none() {
        form.wrong("destroy_by", "contract-needs-destroy-by");
    }
    if !contract.is_service() && !contract.channels.is_empty() {
        form.wrong("channels", "contract-channels-service");
    }
    contract
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let contract = read(&mut form, visit.app.chance.id(visit.app.clock.now()));
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = officer(desk)?;
                let stamp = stamp(desk);
                store::add(desk.tx, &seat, stamp, &contract)?;
                desk.enter_seated(&seat, Act::Created, "contract", contract.id.to_string())?;
                Ok(super::path(contract.id))
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form).await
}
