//! The files that left: for who takes them, and for the privacy officer.

use askama::Template;

use super::store::{self, Export};
use crate::access::Role;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "deidentified/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    exports: Page<Export>,
    takes: bool,
}

impl IndexPage {
    fn few(&self, n: &i64, smallest: &i64) -> String {
        super::new::few(&self.t, *n, *smallest)
    }
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (exports, takes)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Evaluator, Role::PrivacyOfficer])?;
            let exports = store::list(desk.tx, &seat, page.limit(), page.offset())?;
            Ok((page.page(exports), seat.role() == Role::Evaluator))
        })
        .await?;
    let (t, shell) = visitor.shell("deidentified-title");
    visitor.show(IndexPage { t, shell, exports, takes })
}
