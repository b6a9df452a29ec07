//! "What would they see?": the person's own record, as it is today, held against what a consent would let out.

use askama::Template;
use axum::extract::Path;
use cairn_part2::{Categories, Category};

use super::store::preview::{self, Measure, Some as Few};
use super::{Consent, Head, wording};
use crate::access::{Desk, Record};
use crate::assessments::library;
use crate::ids::ConsentId;
use crate::tools;
use crate::web::{Answer, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "consents/preview.html")]
struct PreviewPage {
    t: Text,
    shell: Shell,
    consent: Consent,
    head: Head,
    groups: Vec<Group>,
}

/// One kind of information, and what the record holds of it.
struct Group {
    heading: String,
    lines: Vec<String>,
    more: i64,
}

impl PreviewPage {
    fn whom(&self) -> Vec<String> {
        self.consent.standing_recipients().map(|one| wording::recipient(&self.t, one)).collect()
    }
}

pub async fn show(visit: Visit, Path(id): Path<ConsentId>) -> Answer {
    let language = visit.language;
    let (visitor, (consent, head, groups)) = visit
        .write(move |desk| {
            let (file, consent) = super::open_to_write(desk, id)?;
            let record = *file.record().ok_or(Problem::NotFound)?;
            let t = Text::new(language, desk.program.zone.clone());
            let groups = groups(desk, &record, &consent, &t)?;
            let head = Head::load(desk, &file)?;
            Ok((consent, head, groups))
        })
        .await?;
    let (t, shell) = visitor.shell("consents-title");
    visitor.show(PreviewPage { t, shell, consent, head, groups })
}

/// Kinds of which the record holds something today, the least telling first. Broader ones show as these.
const HELD: [Category; 9] = [
    Category::Presence,
    Category::Demographics,
    Category::Contact,
    Category::Attendance,
    Category::Plan,
    Category::SessionNotes,
    Category::Worksheets,
    Category::Assessments,
    Category::Coverage,
];

fn groups(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    consent: &Consent,
    t: &Text,
) -> Result<Vec<Group>, Problem> {
    let codes = consent.terms.categories.iter().filter_map(|code| Category::parse(code));
    let named: Categories = codes.collect();
    let chosen = named.widened();
    let mut groups = Vec::new();
    for category in HELD.into_iter().filter(|category| chosen.contains(*category)) {
        let (lines, more) = lines(desk, record, category, t)?;
        groups.push(Group { heading: t.code("consent-category", category.name()), lines, more });
    }
    // What is named and not held yet stands here too, so that the person knows what they allow for later.
    for category in named.iter().filter(|category| !HELD.contains(category) && *category != Category::Record)
    {
        let heading = t.code("consent-category", category.name());
        groups.push(Group { heading, lines: Vec::new(), more: 0 });
    }
    Ok(groups)
}

fn in_words<T>(few: Few<T>, words: impl Fn(&T) -> String) -> (Vec<String>, i64) {
    (few.first.iter().map(words).collect(), few.more())
}

fn lines(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    category: Category,
    t: &Text,
) -> Result<(Vec<String>, i64), Problem> {
    let tx = &mut *desk.tx;
    Ok(match category {
        Category::Presence => (vec![preview::person(tx, record)?.name], 0),
        Category::Demographics => {
            let person = preview::person(tx, record)?;
            let language = t.code("language", &person.language);
            let mut lines: Vec<String> = person.born_on.iter().map(|day| t.date(day)).collect();
            lines.extend(person.gender);
            lines.push(t.with("consent-preview-language", "language", language));
            (lines, 0)
        }
        Category::Contact => {
            let person = preview::person(tx, record)?;
            (person.phone.into_iter().chain(person.email).collect(), 0)
        }
        Category::Attendance => in_words(preview::sessions(tx, record)?, |(at, who)| {
            t.args("consent-preview-session", [("when", t.instant(at).into()), ("who", who.as_str().into())])
        }),
        Category::Plan => in_words(preview::goals(tx, record)?, |(words, closed)| match closed {
            true => t.with("consent-preview-goal-closed", "words", words.as_str()),
            false => words.clone(),
        }),
        Category::SessionNotes => {
            in_words(preview::notes(tx, record)?, |at| t.with("consent-preview-note", "when", t.on_day(at)))
        }
        Category::Worksheets => {
            let library = tools::Library::load(tx)?;
            in_words(preview::worksheets(tx, record)?, |(tool, at)| {
                let name = tools::name_of(t, &library, tool);
                let values = [("day", t.on_day(at).into()), ("name", name.into())];
                t.args("consent-preview-worksheet", values)
            })
        }
        Category::Assessments => {
            // So that the program's own questionnaires have their names too.
            library::all(tx)?;
            in_words(preview::measures(tx, record)?, |measure| measure_line(t, measure))
        }
        Category::Coverage => in_words(preview::policies(tx, record)?, |(payer, number)| {
            let values = [("payer", payer.as_str().into()), ("number", number.as_str().into())];
            t.args("consent-preview-policy", values)
        }),
        _ => (Vec::new(), 0),
    })
}

fn measure_line(t: &Text, measure: &Measure) -> String {
    let found = library::known(&measure.instrument, &measure.version);
    let name = found.map_or_else(
        || measure.instrument.clone(),
        |definition| crate::assessments::words(t, &definition.name),
    );
    let total = match measure.total {
        Some(total) => total.to_string(),
        None => t.get("consent-preview-measure-no-total"),
    };
    t.args(
        "consent-preview-measure",
        [("day", t.date(&measure.on).into()), ("name", name.into()), ("total", total.into())],
    )
}
