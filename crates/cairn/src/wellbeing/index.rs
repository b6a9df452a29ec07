//! How it is now: the week, what waits for a tap, my own numbers, for my eyes.

use askama::Template;
use jiff::{SignedDuration, Timestamp, civil::Date};

use super::check_in::CheckIn;
use super::parts::{self, Parts};
use super::work::Work;
use super::{Own, check_in, courses, store, tap};
use crate::access::Desk;
use crate::assessments::{Asked, Assessment, Latest, Line, Side, chart, of_viewer, offered_to};
use crate::web::chart::Chart;
use crate::web::{Answer, Form, Problem, Shell, Text, Visit};

/// Taps of the last three months are counted; those of a year have their course.
const TAPS_SINCE: SignedDuration = SignedDuration::from_hours(91 * 24);
const COURSE_SINCE: SignedDuration = SignedDuration::from_hours(365 * 24);

#[derive(Template)]
#[template(path = "wellbeing/index.html")]
struct IndexPage {
    t: Text,
    shell: Shell,
    f: Form,
    crisis_line: String,
    smallest: usize,
    /// It would be a good time for a check-in.
    check_in_due: bool,
    weeks: Option<Chart>,
    waiting: Vec<Work>,
    measures: Vec<Measure>,
    taps: Option<Chart>,
    months: Option<Chart>,
    calls_for_somebody: bool,
}

/// One instrument: when it is asked, its newest number, its course.
struct Measure {
    id: &'static str,
    name: String,
    /// Asked now, or the next time.
    next: Option<Line>,
    latest: Option<Latest>,
    /// Of an instrument without a total.
    parts: Option<Parts>,
    chart: Option<Chart>,
}

impl Measure {
    fn of(t: &Text, asked: &Asked, filed: &[Assessment], days: (Date, Date)) -> Measure {
        let definition = asked.definition;
        let own: Vec<Assessment> =
            filed.iter().filter(|one| one.instrument == definition.id).cloned().collect();
        let lines = asked.calendar(days.0, &own, days.1);
        let whole = definition.scoring.total.is_some();
        Measure {
            id: &definition.id,
            name: definition.name.get(t.language.code()).unwrap_or(&definition.name.en).to_string(),
            latest: Latest::of(t, definition, &own).filter(|_| whole),
            parts: parts::newest(t, definition, &own).filter(|_| !whole),
            chart: if whole {
                chart(t, definition, &own, &lines, None)
            } else {
                parts::chart(t, definition, &own)
            },
            next: lines.into_iter().find(|line| line.is_due() || line.standing == "upcoming"),
        }
    }
}

/// What the page is drawn from.
struct Found {
    asked: Vec<Asked>,
    filed: Vec<Assessment>,
    taps: Vec<(i64, u32)>,
    tapped: Vec<(i64, Timestamp)>,
    check_ins: Vec<CheckIn>,
    waiting: Vec<Work>,
    started: Date,
    today: Date,
}

pub async fn index(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

pub(super) async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, found) = visit.read(find).await?;
    let crisis_line = visitor.crisis_line();
    let smallest = visitor.program.as_ref().map(|p| p.settings.privacy.smallest_group).unwrap_or_default();
    let (t, shell) = visitor.shell("wellbeing-title");
    let days = (found.started, found.today);
    let measures: Vec<Measure> =
        found.asked.iter().map(|asked| Measure::of(&t, asked, &found.filed, days)).collect();
    let page = IndexPage {
        f: form.clone(),
        crisis_line,
        smallest,
        check_in_due: check_in::is_due(found.check_ins.first().map(|one| one.on_day), found.today),
        weeks: courses::weeks(&t, &found.check_ins),
        waiting: found.waiting,
        calls_for_somebody: measures
            .iter()
            .filter_map(|measure| measure.latest.as_ref())
            .any(|latest| latest.calls_for_somebody),
        measures,
        taps: courses::taps(&t, &found.taps),
        months: courses::months(&t, &found.tapped),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

fn find(desk: &mut Desk<'_, '_>) -> Result<Found, Problem> {
    let own = Own::open(desk)?;
    let now = desk.now;
    let ago = |time: SignedDuration| now.saturating_sub(time).unwrap_or(now);
    let started = store::registered_at(desk.tx, &own)?.unwrap_or(now);
    Ok(Found {
        asked: offered_to(desk.tx, Side::Supporter)?,
        filed: of_viewer(desk.tx, desk.viewer)?,
        taps: store::taps(desk.tx, &own, ago(TAPS_SINCE))?,
        tapped: store::tapped(desk.tx, &own, ago(COURSE_SINCE))?,
        check_ins: check_in::all(desk.tx, &own)?,
        waiting: tap::waiting(desk, &own)?,
        started: started.to_zoned_datetime(desk.program.zone.clone()).date(),
        today: desk.today(),
    })
}
