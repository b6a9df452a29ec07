//! The biller: policies to check again and the units of the month. No name and no word of what was said.

use crate::access::{Desk, Role};
use crate::outcomes::start_of;
use crate::today::line::{Line, Link, Section};
use crate::today::store::house::{self, PolicyLine};
use crate::web::{Problem, Text};

pub fn sections(desk: &mut Desk<'_, '_>, t: &Text) -> Result<Vec<Section>, Problem> {
    let seat = desk.seat(&[Role::Biller])?;
    let (today, zone) = (desk.today(), desk.program.zone.clone());
    let month = (start_of(today.first_of_month(), &zone), start_of(after_month(today), &zone));
    let units = house::approved_units(desk.tx, &seat, month)?;
    let policies = house::policies_due(desk.tx, &seat, today)?;
    let lines = policies.into_iter().map(|policy| line(t, policy, false)).collect();
    Ok(vec![
        Section {
            title: t.get("today-units"),
            stats: vec![(units.to_string(), t.get("today-units-text"))],
            ..Section::default()
        },
        Section::new(t.get("today-policies-due"), lines)
            .see_all(Link::new("/policies", t.get("today-see-all")))
            .nothing(t.get("today-no-policies-due")),
    ])
}

fn after_month(today: jiff::civil::Date) -> jiff::civil::Date {
    today.last_of_month().tomorrow().unwrap_or(today)
}

/// A policy whose benefits are to be checked again; with the person's name only for those who may open the record.
pub(super) fn line(t: &Text, policy: PolicyLine, named: bool) -> Line {
    let href = format!("/policies/{}", policy.id);
    let plan = format!("{} {}", policy.payer, policy.plan_type);
    let name = policy.name.filter(|_| named);
    Line {
        when: policy.next_check_on.map(|on| t.date(&on)).unwrap_or_default(),
        text: if name.is_some() { plan.clone() } else { String::new() },
        title: name.unwrap_or(plan),
        small: t.get(if policy.next_check_on.is_some() { "today-check-due" } else { "today-never-checked" }),
        links: vec![Link::new(format!("{href}/verifications/new"), t.get("today-check-benefits"))],
        href,
        ..Line::default()
    }
}
