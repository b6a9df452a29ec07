//! The reviews that run, for their auditor; every review, for the privacy officer.

use askama::Template;
use jiff::civil::Date;

use super::{Review, store};
use crate::access::Role;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "reviews/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    reviews: Page<Review>,
    today: Date,
    officer: bool,
}

pub async fn index(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (reviews, today, officer)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::PrivacyOfficer, Role::Auditor])?;
            let today = desk.today();
            let all = store::list(desk.tx, &seat, today)?;
            let shown = all.into_iter().skip(page.offset() as usize).take(page.limit() as usize).collect();
            Ok((page.page(shown), today, seat.role() == Role::PrivacyOfficer))
        })
        .await?;
    let (t, shell) = visitor.shell("reviews-title");
    visitor.show(IndexPage { t, shell, reviews, today, officer })
}
