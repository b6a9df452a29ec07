//! The privacy officer: how often records were opened in the last seven days, by role.

use jiff::ToSpan;

use crate::access::{Desk, Role};
use crate::outcomes::start_of;
use crate::today::line::{Link, Section};
use crate::today::store::house;
use crate::web::{Problem, Text};

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let seat = desk.seat(&[Role::PrivacyOfficer])?;
    // Today and the six days before it.
    let since = start_of(desk.today().saturating_sub(6.days()), &desk.program.zone);
    let stats = house::openings_since(desk.tx, &seat, since)?
        .into_iter()
        .map(|(role, n)| (n.to_string(), t.code("role", &role)))
        .collect();
    let section = Section { title: t.get("today-openings"), stats, ..Section::default() };
    let section =
        section.see_all(Link::new("/audit", t.get("nav-audit"))).nothing(t.get("today-no-openings"));
    Ok(vec![section])
}
