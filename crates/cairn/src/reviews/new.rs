//! The officer opens a review under an audit contract in force.

use askama::Template;
use axum::extract::Path;
use cairn_part2::{Categories, Category, RecipientKind};
use jiff::civil::Date;

use super::review::coverable;
use super::sample::{SAMPLINGS, Sample, draw};
use super::store::{self, NewReview};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::contracts::{self, Contract};
use crate::disclosures::store::recipients;
use crate::ids::{PersonId, RecipientId, RowId};
use crate::people;
use crate::privacy_desk::stamp;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "reviews/new.html")]
struct NewPage {
    t: Text,
    shell: Shell,
    f: Form,
    contract: Contract,
    auditors: Vec<Choice>,
    categories: Vec<Choice>,
    samplings: Vec<Choice>,
}

/// What the form says.
struct Wanted {
    auditor: Option<PersonId>,
    from_on: Date,
    until_on: Date,
    categories: Vec<String>,
    sample: Sample,
}

impl Wanted {
    fn read(form: &mut Form) -> Wanted {
        let auditor = form.id("auditor");
        if auditor.is_none() && form.error("auditor").is_none() {
            form.wrong("auditor", "form-choose");
        }
        let (from_on, until_on) = (form.required_date("from_on"), form.required_date("until_on"));
        if until_on < from_on {
            form.wrong("until_on", "contract-ends-before");
        }
        let categories = form.choices("categories", &contracts::COVERED.map(Category::name));
        if categories.is_empty() {
            form.wrong("categories", "form-choose");
        }
        Wanted { auditor, from_on, until_on, categories, sample: Sample::read(form) }
    }

    fn save(self, desk: &mut Desk<'_, '_>, id: RowId) -> Result<String, Problem> {
        let (seat, contract) = open(desk, id)?;
        let refuse = |field, key| Err(Problem::from(Refusal { field, key }));
        let auditors = people::store::holders(desk.tx, &seat, Role::Auditor)?;
        let Some(auditor) = self.auditor.filter(|id| auditors.iter().any(|(known, _)| known == id)) else {
            return refuse("auditor", "form-choose-listed");
        };
        let within = self.from_on >= contract.from_on
            && contract.until_on.is_none_or(|until| self.until_on <= until)
            && contract.destroy_by.is_none_or(|by| self.until_on <= by);
        if !within {
            return refuse("until_on", "review-within-contract");
        }
        let categories: Categories =
            self.categories.iter().filter_map(|code| Category::parse(code)).collect();
        if categories.iter().any(|category| !coverable(&contract).contains(&category)) {
            return refuse("categories", "review-more-than-contract");
        }
        let Some(people) = store::candidates(desk.tx, &seat, &self.sample)? else {
            return refuse("names", "review-name-unknown");
        };
        let size = match self.sample {
            Sample::Drawn { size, .. } => usize::try_from(size).unwrap_or(1),
            Sample::Named(_) => people.len(),
        };
        let chance = desk.chance;
        let participants = draw(people, size, || chance.secret());
        if participants.is_empty() {
            return refuse("enrolled_from", "review-nobody");
        }
        let (stamp, sampling) = (stamp(desk), self.sample.code());
        let (from_on, until_on) = (self.from_on, self.until_on);
        let new = NewReview {
            contract: contract.id,
            auditor,
            from_on,
            until_on,
            categories,
            sampling,
            participants,
        };
        store::add(desk.tx, &seat, stamp, &new)?;
        desk.enter_seated(&seat, Act::Created, "audit_review", stamp.id.to_string())?;
        Ok(super::path(stamp.id))
    }
}

/// An audit contract in force with an auditor of the directory; under others there are no reviews.
fn open(desk: &mut Desk<'_, '_>, id: RowId) -> Result<(Seat, Contract), Problem> {
    let (seat, contract) = contracts::open(desk, id)?;
    if !contract.opens_reviews(desk.today()) {
        return Err(Problem::NotFound);
    }
    let listed = match contract.recipient {
        Some(id) => recipients::one(desk.tx, RecipientId::from(uuid::Uuid::from(id)))?,
        None => None,
    };
    match listed {
        Some(to) if to.standing() == RecipientKind::Auditor => Ok((seat, contract)),
        _ => Err(Refusal { field: "auditor", key: "review-needs-recipient" }.into()),
    }
}

pub async fn new(visit: Visit, Path(id): Path<RowId>) -> Answer {
    let mut form = visit.new_form();
    form.set("sampling", "drawn");
    form.set("size", "10");
    page(visit, form, id).await
}

pub async fn create(visit: Visit, Path(id): Path<RowId>, mut form: Form) -> Answer {
    let wanted = Wanted::read(&mut form);
    if form.is_valid() {
        let outcome = visit.submit(&form, move |desk| wanted.save(desk, id)).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    page(visit, form, id).await
}

async fn page(visit: Visit, form: Form, id: RowId) -> Answer {
    let (visitor, (contract, auditors)) = visit
        .read(move |desk| {
            let (seat, contract) = open(desk, id)?;
            Ok((contract, people::store::holders(desk.tx, &seat, Role::Auditor)?))
        })
        .await?;
    let (t, shell) = visitor.shell("reviews-title");
    let categories: Vec<&str> = coverable(&contract).into_iter().map(Category::name).collect();
    let page = NewPage {
        auditors: auditors.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        categories: Choice::codes(&t, "record-part", &categories),
        samplings: Choice::codes(&t, "review-sampling", &SAMPLINGS),
        f: form.clone(),
        contract,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}
