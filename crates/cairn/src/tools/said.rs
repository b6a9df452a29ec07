//! What was written with a tool, ready to be read on a page or on paper: one renderer for everybody (`said.html`).

use cairn_toolkit::{Answers, Entry, Point, Shown, ShownCell, Tool};

use super::people_map::PeopleMap;
use crate::web::Text;
use crate::web::chart::{Chart, Scale, lines, plain};

pub struct Said {
    pub parts: Vec<SaidPart>,
    /// What the tool does not ask any more.
    pub earlier: Vec<SaidField>,
}

pub struct SaidPart {
    pub title: String,
    /// What to do now, of a part that asks nothing.
    pub guidance: Option<String>,
    pub fields: Vec<SaidField>,
}

#[derive(Default)]
pub struct SaidField {
    pub label: String,
    pub lines: Vec<String>,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub map: Option<PeopleMap>,
    pub chart: Option<Chart>,
}

impl Said {
    /// `versions`: the tool in all its versions, the newest first. `id` is unique on the page.
    pub fn of(t: &Text, (tool, versions): (&Tool, &[&Tool]), answers: &Answers, id: &str) -> Said {
        let say = |words: &cairn_toolkit::Text| words.say(t.language.code()).to_string();
        let reading = tool.read(answers, versions);
        let mut parts: Vec<SaidPart> = Vec::new();
        for part in &tool.parts {
            let own = reading.now.iter().filter(|entry| entry.part.code == part.code);
            let fields: Vec<SaidField> = own.map(|entry| field(t, entry, id)).collect();
            let guidance = part.hint.as_ref().filter(|_| part.fields.is_empty()).map(say);
            if guidance.is_some() || !fields.is_empty() {
                parts.push(SaidPart { title: say(&part.title), guidance, fields });
            }
        }
        let earlier = reading.earlier.iter().map(|earlier| {
            let label = earlier.label.map_or_else(|| earlier.code.to_string(), say);
            shown(t, label, &earlier.shown, &[id, earlier.code].join("-"))
        });
        Said { earlier: earlier.collect(), parts }
    }
}

fn field(t: &Text, entry: &Entry<'_>, id: &str) -> SaidField {
    let label = entry.field.label.say(t.language.code()).to_string();
    shown(t, label, &entry.shown, &[id, &entry.field.code].join("-"))
}

fn shown(t: &Text, label: String, shown: &Shown<'_>, id: &str) -> SaidField {
    let say = |words: &cairn_toolkit::Text| words.say(t.language.code()).to_string();
    let of_ten = |value: u8| t.with("goal-of-ten", "n", i64::from(value));
    let mut said = SaidField { label, ..SaidField::default() };
    match shown {
        Shown::Words(words) => said.lines = words.lines().map(str::to_string).collect(),
        Shown::Rating { value, .. } => said.lines = vec![of_ten(*value)],
        Shown::Chosen(labels) => said.lines = labels.iter().map(|label| say(label)).collect(),
        Shown::Date(day) => said.lines = vec![t.date(day)],
        Shown::Bare(lines) => said.lines.clone_from(lines),
        Shown::Table { columns, rows } => {
            said.head = columns.iter().map(|column| say(&column.label)).collect();
            let cell = |cell: &ShownCell<'_>| match cell {
                ShownCell::Blank => String::new(),
                ShownCell::Words(words) => (*words).to_string(),
                ShownCell::Date(day) => t.date(day),
                ShownCell::Rating(value) => of_ten(*value),
            };
            said.rows = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        }
        Shown::People(people) => {
            said.head = ["tool-person-name", "tool-person-relation", "tool-person-standing"]
                .map(|key| t.get(key))
                .into();
            let standing = |standing: cairn_toolkit::Standing| t.code("tool-standing", standing.code());
            said.rows = people
                .iter()
                .map(|one| {
                    vec![
                        one.name.to_string(),
                        one.relation.to_string(),
                        one.standing.map(standing).unwrap_or_default(),
                    ]
                })
                .collect();
            said.map = Some(PeopleMap::of(t, people));
        }
        Shown::Curve { points, .. } => said.chart = Some(curve(t, &said.label, points, id)),
    }
    said
}

/// One riding of a wave, in words too.
fn curve(t: &Text, title: &str, points: &[Point], id: &str) -> Chart {
    let series: Vec<(f64, Option<f64>)> =
        points.iter().map(|point| (f64::from(point.minute), Some(f64::from(point.rating)))).collect();
    let minutes = |minute: u32| t.with("tool-at-minute", "minute", i64::from(minute));
    let ends = [points.first(), points.last()].into_iter().flatten();
    let marks: Vec<(f64, String)> =
        ends.map(|point| (f64::from(point.minute), minutes(point.minute))).collect();
    Chart {
        id: id.replace('.', "-"),
        title: title.to_string(),
        words: in_words(t, points),
        drawing: lines(&[series], Scale { low: 0.0, high: 10.0 }, None, &marks),
        legend: Vec::new(),
        head: vec![t.get("tool-minute"), t.get("tool-rating")],
        rows: points
            .iter()
            .map(|point| vec![minutes(point.minute), plain(f64::from(point.rating))])
            .collect(),
    }
}

/// Where it began, how high it went, where it ended.
pub fn in_words(t: &Text, points: &[Point]) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    let top = points.iter().map(|point| point.rating).max().unwrap_or(first.rating);
    let values = [
        ("first", i64::from(first.rating).into()),
        ("top", i64::from(top).into()),
        ("last", i64::from(last.rating).into()),
        ("minutes", i64::from(last.minute.saturating_sub(first.minute)).into()),
    ];
    t.args("tool-curve-words", values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;

    #[test]
    fn a_worksheet_is_read_in_the_order_of_its_tool_and_blank_stays_away() {
        let tool = Tool::parse(cairn_toolkit::EXAMPLE).unwrap();
        let sent = [
            ("a.good", "Tea\nA walk"),
            ("a.calm", "7"),
            ("a.people.0.name", "Al"),
            ("a.people.0.standing", "risky"),
            ("a.energy.0.minute", "0"),
            ("a.energy.0.rating", "8"),
            ("a.energy.1.minute", "20"),
            ("a.energy.1.rating", "3"),
        ];
        let answers = tool.answers(sent);
        let t = Text::new(Language::English, jiff::tz::TimeZone::UTC);
        let said = Said::of(&t, (&tool, &[&tool]), &answers, "s");
        let labels: Vec<_> =
            said.parts.iter().flat_map(|part| &part.fields).map(|field| field.label.as_str()).collect();
        assert_eq!(
            labels,
            ["What went well?", "How calm am I now?", "People I want to see", "My energy while I wrote this"]
        );
        let fields: Vec<&SaidField> = said.parts.iter().flat_map(|part| &part.fields).collect();
        assert_eq!(fields[0].lines, ["Tea", "A walk"]);
        assert_eq!(fields[2].rows, [["Al", "", t.get("tool-standing-risky").as_str()]]);
        let chart = fields[3].chart.as_ref().unwrap();
        assert!(chart.words.contains('8') && chart.words.contains('3'), "{}", chart.words);
        assert_eq!((chart.id.as_str(), chart.rows.len()), ("s-energy", 2));
    }
}
