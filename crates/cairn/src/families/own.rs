//! A family member's own page: their meetings and whom to call.
//!
//! Nothing about anybody else: no members, no other family's name, no words of staff, and no sign of whether the person
//! they care about is in the program.

use askama::Template;

use super::store::{self, Meeting};
use crate::access::Role;
use crate::web::{Answer, Page, PageRequest, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "families/own.html")]
struct OwnPage {
    t: Text,
    shell: Shell,
    meetings: Page<Meeting>,
    crisis_line: String,
    on_call: Option<String>,
}

pub async fn show(visit: Visit, page: PageRequest) -> Answer {
    let (visitor, (meetings, crisis_line, on_call)) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::FamilyMember])?;
            let meetings = match store::of_person(desk.tx, &seat)? {
                Some(family) => store::meetings(desk.tx, &seat, &family, page)?,
                None => vec![],
            };
            let program = desk.program;
            Ok((page.page(meetings), program.crisis_line.clone(), program.on_call_phone.clone()))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-my-family");
    visitor.show(OwnPage { t, shell, meetings, crisis_line, on_call })
}
