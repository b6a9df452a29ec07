//! What changed on both sides while people were in the program.

use askama::Template;
use cairn_evidence::{BeforeAfter, Design, Estimate};
use cairn_instruments::Definition;

use super::change::{self, Pairs};
use super::index::{READERS, claims};
use super::taps::{self, TapSum};
use super::{figures, store};
use crate::access::{Desk, Seat};
use crate::assessments::{Begins, Side, offered_to};
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

/// One scale on one side.
struct Measure {
    name: String,
    side: String,
    citation: String,
    figure: Option<Written>,
    /// Why there is no second answer, and how many; what is said of fewer than the smallest group stands together.
    missing: Vec<(String, String)>,
}

/// An estimate as the page writes it.
struct Written {
    words: String,
    counted: String,
    completeness: i64,
    /// 80 % or more answered.
    complete: bool,
    before: String,
    after: String,
    change: String,
    /// The interval leaves no change out.
    certain: bool,
    unchanged: Option<String>,
    worsened: Option<String>,
}

/// Share of the eligible that reviewers expect to be measured, in percent: the follow-up rate that SAMHSA asks of grant
/// programs (80 %).
const COMPLETE: i64 = 80;

#[derive(Template)]
#[template(path = "outcomes/before_after.html")]
struct ChangePage {
    t: Text,
    shell: Shell,
    f: Form,
    tabs: Vec<(&'static str, &'static str)>,
    windows: Vec<Choice>,
    window: u32,
    measures: Vec<Measure>,
    taps: Vec<TapSum>,
    smallest: i64,
    line: i64,
    may: Vec<String>,
    cannot: Vec<String>,
}

pub async fn index(visit: Visit, mut form: Form) -> Answer {
    let window = form
        .integer("window", 0..=365)
        .and_then(|day| change::WINDOWS.into_iter().find(|w| i64::from(*w) == day));
    let window = window.unwrap_or(90);
    let language = visit.language;
    let (visitor, (measures, taps, smallest)) = visit
        .read(move |desk| {
            let seat = desk.seat(&READERS)?;
            let t = Text::new(language, desk.program.zone.clone());
            let smallest = desk.program.settings.privacy.smallest_group;
            Ok((measures(desk, &seat, &t, window)?, sums(desk, &seat, &t)?, smallest))
        })
        .await?;
    let (t, shell) = visitor.shell("nav-outcomes");
    if !form.has("window", &window.to_string()) {
        form = Form::empty(t.clone(), *form.key());
        form.set("window", window);
    }
    let page = ChangePage {
        tabs: super::tabs(&visitor),
        windows: change::WINDOWS
            .into_iter()
            .map(|day| Choice::new(day.to_string(), t.with("outcomes-day", "n", day)))
            .collect(),
        window,
        measures,
        taps,
        smallest: i64::try_from(smallest).unwrap_or(i64::MAX),
        line: COMPLETE,
        may: claims(&t, Design::SingleGroupBeforeAfter.may_claim()),
        cannot: claims(&t, Design::SingleGroupBeforeAfter.cannot_claim()),
        f: form,
        t,
        shell,
    };
    visitor.show(page)
}

fn sums(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Vec<TapSum>, Problem> {
    let smallest = desk.program.settings.privacy.smallest_group;
    let mut sums = Vec::new();
    for side in ["participant", "supporter"] {
        sums.push(taps::sum(t, side, &store::taps(desk.tx, seat, side)?, smallest));
    }
    Ok(sums)
}

fn measures(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text, window: u32) -> Result<Vec<Measure>, Problem> {
    let (today, zone) = (desk.today(), desk.program.zone.clone());
    let smallest = desk.program.settings.privacy.smallest_group;
    let mut measures = Vec::new();
    for side in [Side::Participant, Side::Supporter] {
        for asked in offered_to(desk.tx, side)? {
            // Without a total there is no figure, and what only the first answer begins is not asked of everybody.
            if asked.definition.scoring.total.is_none() || asked.begins == Begins::FirstAnswer {
                continue;
            }
            let (definition, schedule) = (asked.definition, &asked.schedule);
            let pairs = if side == Side::Participant {
                change::of_participants(
                    &store::participants(desk.tx, seat, definition)?,
                    schedule,
                    window,
                    today,
                )
            } else {
                change::of_supporters(&store::supporters(desk.tx, seat, definition, &zone)?, schedule, today)
            };
            measures.push(measure(t, side.code(), definition, (&pairs, smallest)));
        }
    }
    Ok(measures)
}

fn measure(t: &Text, side: &str, definition: &Definition, (pairs, smallest): (&Pairs, usize)) -> Measure {
    let name = definition.name.get(t.language.code()).unwrap_or(&definition.name.en).to_string();
    let figure = match change::figure(pairs, definition, smallest) {
        BeforeAfter::Estimate(estimate) => Some(written(t, &estimate)),
        BeforeAfter::TooFew { .. } => None,
    };
    Measure {
        name,
        side: t.code("outcomes-side", side),
        citation: definition.citation.clone(),
        figure,
        missing: missing(t, pairs, smallest),
    }
}

/// Why second answers are missing, the most frequent first.
fn missing(t: &Text, pairs: &Pairs, smallest: usize) -> Vec<(String, String)> {
    let (mut told, mut few): (Vec<(usize, String)>, usize) = (Vec::new(), 0);
    for ((status, reason), count) in &pairs.missing {
        if *count < smallest {
            few += count;
            continue;
        }
        let status = match status.as_str() {
            "" => t.get("outcomes-missing-nothing"),
            status => t.code("standing", status),
        };
        let words = match reason.as_str() {
            "" => status,
            reason => [&status, ": ", &t.code("assessment-reason", reason)].concat(),
        };
        told.push((*count, words));
    }
    told.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut lines: Vec<(String, String)> =
        told.into_iter().map(|(count, words)| (words, count.to_string())).collect();
    if few >= smallest {
        lines.push((t.get("outcomes-missing-few"), few.to_string()));
    }
    lines
}

fn written(t: &Text, found: &Estimate) -> Written {
    // Rounded down: 79.9 % is not 80 %.
    let completeness = (found.completeness * 100.0).floor() as i64;
    let change = figures::signed(found.mean_change);
    let (low, high) = (figures::signed(found.interval95.low), figures::signed(found.interval95.high));
    Written {
        words: t.args(
            "outcomes-change-words",
            [
                ("n", found.n.into()),
                ("change", change.as_str().into()),
                ("low", low.as_str().into()),
                ("high", high.as_str().into()),
            ],
        ),
        counted: t.args("outcomes-complete", [("n", found.n.into()), ("eligible", found.eligible.into())]),
        completeness,
        complete: completeness >= COMPLETE,
        before: figures::decimal(found.mean_before),
        after: figures::decimal(found.mean_after),
        change: t.args(
            "outcomes-interval",
            [("value", change.as_str().into()), ("low", low.as_str().into()), ("high", high.as_str().into())],
        ),
        certain: !found.interval95.contains(0.0),
        unchanged: found.worst_case.map(|worst| figures::signed(worst.unchanged)),
        worsened: found.worst_case.and_then(|worst| worst.worsened).map(figures::signed),
    }
}
