//! A family member: their own support. Nothing here may say whether anyone they care about is in the program.

use crate::access::{Desk, Role};
use crate::today::line::{Line, Link, Section};
use crate::web::{Problem, Text};

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    desk.seat(&[Role::FamilyMember])?;
    let line = Line {
        title: t.get("today-my-family"),
        href: "/my-family".to_string(),
        text: t.get("today-my-family-text"),
        links: vec![Link::new("/my-family", t.get("today-open"))],
        ..Line::default()
    };
    Ok(vec![Section::new(t.get("nav-my-family"), vec![line])])
}
