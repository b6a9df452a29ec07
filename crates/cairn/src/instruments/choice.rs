//! Of one side: whether it is asked, from when on, and on which days.

use askama::Template;
use axum::extract::Path;
use cairn_instruments::Definition;

use super::{find, path, seat, sides};
use crate::access::Desk;
use crate::assessments::{self, Begins, InstrumentChoice, Rhythm, Side, choose, offered_as, words};
use crate::audit::Act;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

const ASKED: [&str; 2] = ["yes", "no"];
const RHYTHMS: [&str; 2] = ["days", "every"];
/// What stands in a form that nobody filled in yet: the windows of participants, with the usual tolerance.
const DAYS: &str = "0, 30, 90, 180, 365";
const TOLERANCE: (u32, u32) = (7, 14);

#[derive(Template)]
#[template(path = "instruments/choice.html")]
struct ChoicePage {
    t: Text,
    shell: Shell,
    f: Form,
    name: String,
    version: String,
    here: String,
    side: &'static str,
    asked: Vec<Choice>,
    begins: Vec<Choice>,
    rhythms: Vec<Choice>,
}

type Which = (String, String, String);

/// The version, and a side that it is made for.
fn open(
    desk: &mut Desk<'_, '_>,
    (instrument, version, side): &Which,
) -> Result<(&'static Definition, Side), Problem> {
    seat(desk)?;
    let definition = find(desk, instrument, version)?;
    let side = sides(definition).into_iter().find(|one| one.code() == side).ok_or(Problem::NotFound)?;
    Ok((definition, side))
}

pub async fn edit(visit: Visit, Path(which): Path<Which>) -> Answer {
    let form = visit.new_form();
    draw(visit, form, which, true).await
}

async fn draw(visit: Visit, mut form: Form, which: Which, fill: bool) -> Answer {
    let (visitor, (definition, side, chosen, is_asked)) = visit
        .read(move |desk| {
            let (definition, side) = open(desk, &which)?;
            let chosen = assessments::choice(desk.tx, side, &definition.id)?;
            let is_asked = offered_as(desk.tx, side, &definition.id)?;
            let is_asked = is_asked.is_some_and(|asked| asked.definition.version == definition.version);
            Ok((definition, side, chosen, is_asked))
        })
        .await?;
    if fill {
        fill_in(&mut form, side, chosen.as_ref(), is_asked);
    }
    let (t, shell) = visitor.shell("instruments-title");
    let page = ChoicePage {
        name: words(&t, &definition.name),
        version: definition.version.clone(),
        here: path(definition),
        side: side.code(),
        asked: Choice::codes(&t, "instrument-ask", &ASKED),
        begins: Choice::codes(&t, "instrument-begins", &Begins::CODES),
        rhythms: Choice::codes(&t, "instrument-rhythm", &RHYTHMS),
        f: form.clone(),
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

fn fill_in(form: &mut Form, side: Side, chosen: Option<&InstrumentChoice>, is_asked: bool) {
    form.set("asked", if is_asked { "yes" } else { "no" });
    form.set("begins", chosen.map_or(Begins::Start, |choice| choice.begins).code());
    let usual = if side == Side::Participant { Rhythm::Days(Vec::new()) } else { Rhythm::Every(91) };
    match chosen.map_or(usual, |choice| choice.rhythm.clone()) {
        Rhythm::Days(days) if days.is_empty() => {
            form.set("rhythm", "days");
            form.set("days", DAYS);
        }
        Rhythm::Days(days) => {
            form.set("rhythm", "days");
            form.set("days", days.iter().map(u32::to_string).collect::<Vec<_>>().join(", "));
        }
        Rhythm::Every(days) => {
            form.set("rhythm", "every");
            form.set("every", days);
        }
    }
    let (before, after) = chosen.map_or(TOLERANCE, |choice| choice.tolerance);
    form.set("before", before);
    form.set("after", after);
}

pub async fn update(visit: Visit, Path(which): Path<Which>, mut form: Form) -> Answer {
    let asked = form.required_choice("asked", &ASKED) == "yes";
    let begins = Begins::from_code(&form.required_choice("begins", &Begins::CODES));
    let rhythm = rhythm(&mut form);
    let before = form.integer("before", 0..=60).unwrap_or(i64::from(TOLERANCE.0));
    let after = form.integer("after", 0..=120).unwrap_or(i64::from(TOLERANCE.1));
    let tolerance =
        (u32::try_from(before).unwrap_or(TOLERANCE.0), u32::try_from(after).unwrap_or(TOLERANCE.1));
    if form.is_valid() {
        let mut choice = InstrumentChoice {
            side: Side::Participant,
            instrument: String::new(),
            version: String::new(),
            asked,
            begins,
            rhythm,
            tolerance,
        };
        if choice.schedule().is_none() {
            form.wrong("days", "instrument-windows-meet");
        } else {
            let of = which.clone();
            let outcome = visit
                .submit(&form, move |desk| {
                    let (definition, side) = open(desk, &of)?;
                    (choice.side, choice.instrument) = (side, definition.id.clone());
                    choice.version.clone_from(&definition.version);
                    let (seat, stamp) = (seat(desk)?, (desk.id(), desk.now, desk.viewer.person));
                    choose(desk.tx, &seat, &choice, stamp)?;
                    desk.enter_seated(&seat, Act::Changed, "instrument", stamp.0.to_string())?;
                    Ok(path(definition))
                })
                .await;
            if let Some(location) = form.settle(outcome)? {
                return visit.redirect(&location, "saved");
            }
        }
    }
    draw(visit, form, which, false).await
}

/// Days after the beginning, or a rhythm.
fn rhythm(form: &mut Form) -> Rhythm {
    if form.required_choice("rhythm", &RHYTHMS) == "every" {
        let every = form.required_integer("every", 1..=730);
        return Rhythm::Every(u32::try_from(every).unwrap_or(1));
    }
    let typed = form.required_text("days", 200);
    let days: Option<Vec<u32>> = typed
        .split([',', ' '])
        .filter(|day| !day.is_empty())
        .map(|day| day.parse().ok().filter(|day| *day <= 3650))
        .collect();
    if days.is_none() {
        form.wrong("days", "instrument-days-numbers");
    }
    Rhythm::Days(days.unwrap_or_default())
}
