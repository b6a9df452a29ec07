//! Writing down a contract that was signed.

use askama::Template;
use cairn_part2::{Categories, Category, Term, Terms};

use super::contract::{COVERED, Contract, KINDS, term_codes};
use super::{Channel, store};
use crate::audit::Act;
use crate::ids::RowId;
use crate::privacy_desk::{officer, recipients, stamp};
use crate::web::{Answer, Choice, Form, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "contracts/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    kinds: Vec<Choice>,
    recipients: Vec<Choice>,
    terms: Vec<Choice>,
    categories: Vec<Choice>,
    channels: Vec<Choice>,
}

pub async fn new(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, recipients) = visit
        .read(|desk| {
            let seat = officer(desk)?;
            Ok(recipients(desk.tx, &seat)?)
        })
        .await?;
    let (t, shell) = visitor.shell("contracts-title");
    let page = NewPage {
        recipients,
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

fn read(form: &mut Form, id: RowId) -> Contract {
    let chosen = form.choices("categories", &COVERED.map(Category::name));
    let agreed = form.choices("terms", &term_codes());
    let channels = form.choices("channels", &Channel::ALL.map(Channel::code));
    let contract = Contract {
        id,
        kind: form.required_choice("kind", &KINDS.map(|(code, _)| code)),
        party: form.required_text("party", 200),
        recipient: form.id("recipient"),
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
                let known = recipients(desk.tx, &seat)?;
                let stranger = |id: &RowId| known.iter().all(|choice| choice.value != id.to_string());
                if contract.recipient.as_ref().is_some_and(stranger) {
                    return Err(Refusal { field: "recipient", key: "form-choose-listed" }.into());
                }
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
