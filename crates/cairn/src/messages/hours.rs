//! A supporter's own quiet hours and days away, beside the program's.

use askama::Template;
use jiff::civil::{Date, Time};

use super::quiet::{Hours, minutes_of};
use super::{quiet_of, store};
use crate::access::Role;
use crate::audit::Act;
use crate::web::{Answer, Form, Refusal, Shell, Text, Visit};

/// Days. Nobody is away for longer without the program finding somebody else for their people.
const LONGEST_AWAY: i64 = 92;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnHours {
    pub hours: Option<Hours>,
    /// First and last day away.
    pub away: Option<(Date, Date)>,
}

impl OwnHours {
    pub(super) fn of(hours: (Option<i64>, Option<i64>), away: (Option<Date>, Option<Date>)) -> OwnHours {
        OwnHours {
            hours: hours.0.zip(hours.1).and_then(|(from, until)| Hours::of(from, until)),
            away: away.0.zip(away.1),
        }
    }

    pub(super) fn minutes(&self) -> Option<(i64, i64)> {
        self.hours.map(|hours| (minutes_of(hours.from), minutes_of(hours.until)))
    }
}

#[derive(Template)]
#[template(path = "messages/hours.html")]
struct HoursPage {
    t: Text,
    shell: Shell,
    f: Form,
    /// The program's own quiet hours.
    program: Option<Hours>,
}

impl HoursPage {
    fn program_hours(&self) -> String {
        let t = &self.t;
        match self.program {
            Some(hours) => t.args(
                "message-hours-program",
                [("from", t.time(&hours.from).into()), ("until", t.time(&hours.until).into())],
            ),
            None => t.get("message-hours-program-none"),
        }
    }
}

pub async fn edit(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form, true).await
}

async fn draw(visit: Visit, mut form: Form, fill: bool) -> Answer {
    let (visitor, (own, program)) = visit
        .read(|desk| {
            let seat = desk.seat(&[Role::PeerSupporter])?;
            let rules = &desk.program.settings.messages;
            let program = Hours::of(rules.quiet_from, rules.quiet_until);
            Ok((store::own_hours(desk.tx, seat.person())?, program))
        })
        .await?;
    if fill {
        let clock = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        form.set_some("quiet_from", own.hours.map(|hours| clock(hours.from)));
        form.set_some("quiet_until", own.hours.map(|hours| clock(hours.until)));
        form.set_some("away_from", own.away.map(|(from, _)| from));
        form.set_some("away_until", own.away.map(|(_, until)| until));
    }
    let (t, shell) = visitor.shell("message-hours-title");
    visitor.show_form(&form, HoursPage { t, shell, f: form.clone(), program })
}

fn read(form: &mut Form) -> OwnHours {
    let times = (form.time("quiet_from"), form.time("quiet_until"));
    let days = (form.date("away_from"), form.date("away_until"));
    if times.0.is_some() != times.1.is_some() {
        form.wrong("quiet_until", "message-hours-both");
    }
    if days.0.is_some() != days.1.is_some() {
        form.wrong("away_until", "message-hours-both-days");
    }
    let own = OwnHours::of((times.0.map(minutes_of), times.1.map(minutes_of)), days);
    if own.away.is_some_and(|(from, until)| until < from) {
        form.wrong("away_until", "message-hours-days-order");
    }
    if own.away.is_some_and(|(from, until)| from.duration_until(until).as_hours() > 24 * LONGEST_AWAY) {
        form.wrong("away_until", "message-hours-too-long");
    }
    own
}

pub async fn update(visit: Visit, mut form: Form) -> Answer {
    let own = read(&mut form);
    if form.is_valid() {
        let outcome = visit
            .submit(&form, move |desk| {
                let seat = desk.seat(&[Role::PeerSupporter])?;
                if !quiet_of(desk.program, &own).leaves_an_hour() {
                    return Err(Refusal { field: "quiet_until", key: "message-hours-never" }.into());
                }
                let stamp = (desk.id(), desk.now);
                store::set_hours(desk.tx, &seat, &own, stamp)?;
                desk.enter_own(Act::Changed, "message_hours")?;
                Ok("/messages/hours".to_string())
            })
            .await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, false).await
}
