//! Every contract: what needs a look first, then by name.

use askama::Template;
use jiff::civil::Date;

use super::{Contract, store};
use crate::privacy_desk::officer;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "contracts/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    contracts: Page<Contract>,
    today: Date,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (contracts, today)) = visit
        .read(move |desk| {
            officer(desk)?;
            let today = desk.today();
            let mut all = store::all(desk.tx)?;
            all.sort_by_cached_key(|contract| {
                let over = matches!(contract.standing(today), "ended" | "expired");
                let calm = contract.renewal_due(today).or(contract.destruction_due(today)).is_none();
                (over, calm, contract.party.to_lowercase())
            });
            let shown = all.into_iter().skip(page.offset() as usize).take(page.limit() as usize).collect();
            Ok((page.page(shown), today))
        })
        .await?;
    let (t, shell) = visitor.shell("contracts-title");
    visitor.show(IndexPage { t, shell, contracts, today })
}
