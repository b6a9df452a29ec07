//! Every demand, the newest first.

use askama::Template;
use jiff::civil::Date;

use super::order::lacks;
use super::{LegalDemand, store};
use crate::privacy_desk::officer;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "legal_demands/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    demands: Page<LegalDemand>,
    today: Date,
}

impl IndexPage {
    fn qualifies(&self, demand: &LegalDemand) -> bool {
        lacks(demand, self.today).is_empty()
    }
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (demands, today)) = visit
        .read(move |desk| {
            let seat = officer(desk)?;
            Ok((page.page(store::list(desk.tx, &seat, page)?), desk.today()))
        })
        .await?;
    let (t, shell) = visitor.shell("demands-title");
    visitor.show(IndexPage { t, shell, demands, today })
}
