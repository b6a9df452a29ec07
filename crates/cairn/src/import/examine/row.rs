//! One row: who it describes, or everything that is wrong with it.

use cairn_matching::Kind as SharedKind;
use cairn_sheet::{DateFormat, Mapping, Row, cells as shapes, normal};
use jiff::civil::{Date, date};

use super::super::cells::Cells;
use super::super::fields::FIELDS;
use super::super::finding::{Findings, shown};
use super::super::incoming::{Incoming, Part, PersonKind, Supporter, Told};
use super::super::known::Known;
use super::super::words;
use crate::people::NewPerson;

/// Nobody was enrolled in a peer program of today before this.
const FIRST_ENROLLMENT: Date = date(1950, 1, 1);
/// More participants than any program lets one supporter have.
const MOST_PARTICIPANTS: i64 = 200;

pub struct RowReader<'a> {
    pub mapping: &'a Mapping,
    /// The kind of everybody in the sheet, if the operator said so.
    pub kind: Option<PersonKind>,
    pub known: &'a Known,
    pub dates: DateFormat,
}

impl RowReader<'_> {
    pub fn cells<'c>(&'c self, row: &'c Row, findings: &'c mut Findings) -> Cells<'c> {
        Cells { row, mapping: self.mapping, findings }
    }

    /// The person of the row, if nothing is wrong with it. Without `with_dates` the cells with dates are left
    /// alone: nobody knows yet how to read them.
    pub fn read(&self, row: &Row, with_dates: bool, findings: &mut Findings) -> Option<Incoming> {
        let before = findings.problems.count;
        let mut cells = self.cells(row, findings);
        let kind = self.kind(&mut cells);
        let born_on = if with_dates { self.born_on(&mut cells) } else { None };
        let person = self.person(&mut cells, born_on);
        let part = match kind? {
            PersonKind::Participant => self.participant(&mut cells, born_on, with_dates),
            PersonKind::Supporter => self.supporter(&mut cells, person.as_ref()),
            PersonKind::Family => family(&mut cells, person.as_ref()),
        };
        doubt_unread(&mut cells, kind?);
        let (person, part) = (person?, part?);
        (findings.problems.count == before).then_some(Incoming { line: row.line(), person, part })
    }

    fn kind(&self, cells: &mut Cells<'_>) -> Option<PersonKind> {
        let written = cells.get("kind").map(|(_, cell)| PersonKind::from_words(cell));
        match (written, self.kind) {
            (None, None) => {
                cells.wrong("kind", "it is empty. Write participant, supporter or family.".to_string());
                None
            }
            (Some(None), None) => {
                cells.wrong(
                    "kind",
                    "this kind is not known. Write participant, supporter or family.".to_string(),
                );
                None
            }
            (Some(Some(written)), Some(said)) if written != said => {
                let text = format!("--as says {}. Leave --as away, or take the row out.", said.code());
                cells.wrong("kind", text);
                None
            }
            (written, said) => said.or(written.flatten()),
        }
    }

    fn person(&self, cells: &mut Cells<'_>, born_on: Option<Date>) -> Option<NewPerson> {
        let goes_by = cells.name("goes_by");
        let email = cells.parsed("email", shapes::email).map(str::to_string);
        let phone = cells.parsed("phone", |text| shapes::phone(text).map(|_| text)).map(str::to_string);
        let gender = gender(cells);
        let language = cells.code("language", words::LANGUAGES).map(str::to_string);
        let name = full_name(cells)?;
        Some(NewPerson {
            name,
            goes_by,
            email,
            phone,
            born_on,
            gender,
            language: language.unwrap_or_else(|| self.known.language.clone()),
        })
    }

    fn born_on(&self, cells: &mut Cells<'_>) -> Option<Date> {
        let born_on = cells.parsed("born_on", |text| self.dates.parse(text))?;
        if born_on > self.known.today {
            cells.wrong("born_on", format!("{born_on} is in the future. Correct it, or leave it empty."));
            return None;
        }
        Some(born_on)
    }

    fn participant(&self, cells: &mut Cells<'_>, born_on: Option<Date>, with_dates: bool) -> Option<Part> {
        let site = self.site(cells);
        let pathway = cells.words("pathway").map(|words| pathway(&words));
        let (hopes, strengths) = (cells.words("hopes"), cells.words("strengths"));
        let today = self.known.today;
        let enrolled_on = match with_dates {
            true => cells.parsed("enrolled_on", |text| self.dates.parse(text)).unwrap_or(today),
            false => today,
        };
        if enrolled_on > today || enrolled_on < FIRST_ENROLLMENT {
            let text = format!(
                "{enrolled_on} is not between {FIRST_ENROLLMENT} and today, {today}. Correct it, or leave it empty for today."
            );
            cells.wrong("enrolled_on", text);
        } else if born_on.is_some_and(|born_on| born_on > enrolled_on) {
            cells.wrong(
                "enrolled_on",
                format!("{enrolled_on} is before the birth date. Correct one of the two."),
            );
        }
        let told = (pathway.is_some() || hopes.is_some() || strengths.is_some()).then_some(Told {
            hopes,
            strengths,
            pathway,
        });
        Some(Part::Participant { site, enrolled_on, told })
    }

    fn site(&self, cells: &mut Cells<'_>) -> Option<crate::ids::SiteId> {
        let (_, cell) = cells.get("site")?;
        let site = self.known.site(cell);
        if site.is_none() {
            let sites = &self.known.site_names;
            let text = format!(
                "the program has no site of this name. Write one of: {sites}; or add it on the page \"Program\" first."
            );
            cells.wrong("site", text);
        }
        site
    }

    fn supporter(&self, cells: &mut Cells<'_>, person: Option<&NewPerson>) -> Option<Part> {
        let site = self.site(cells);
        let supervisor = cells.parsed("supervisor_email", shapes::email).and_then(|email| {
            let found = self.known.supervisor(email);
            if found.is_none() {
                let text = "no supervisor of the program has this address. Give the person the role on the page \"People\" first, or leave the cell empty.";
                cells.wrong("supervisor_email", text.to_string());
            }
            found
        });
        let capacity = cells.parsed("capacity", shapes::integer).and_then(|number| {
            if !(0..=MOST_PARTICIPANTS).contains(&number) {
                cells.wrong("capacity", format!("it is not between 0 and {MOST_PARTICIPANTS}. Correct it."));
            }
            u32::try_from(number).ok()
        });
        let own = person.and_then(|person| words::code(words::LANGUAGES, &person.language));
        let (languages, shares) = (languages(cells, own), shares(cells));
        Some(Part::Supporter(Supporter { site, supervisor, capacity, languages, shares }))
    }
}

/// `name`, or first and last name.
fn full_name(cells: &mut Cells<'_>) -> Option<String> {
    if cells.is_filled("name") {
        return cells.name("name");
    }
    if !cells.is_filled("first_name") && !cells.is_filled("last_name") {
        let field = ["name", "first_name", "last_name"]
            .into_iter()
            .find(|field| cells.mapping.column(field).is_some());
        cells.wrong(
            field.unwrap_or("name"),
            "the name is missing. Fill it in, or take the row out.".to_string(),
        );
        return None;
    }
    let parts: Vec<String> =
        ["first_name", "last_name"].iter().filter_map(|field| cells.name(field)).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A person's own word is kept. "M" under a Spanish heading may be "mujer" or "masculino": that is asked.
fn gender(cells: &mut Cells<'_>) -> Option<String> {
    let (column, cell) = cells.get("gender")?;
    if words::is_not_said(cell) {
        return None;
    }
    let heading = normal(column.name());
    if normal(cell) == "m" && heading != "sex" && !heading.starts_with("gender") {
        cells.wrong("gender", "M may be mujer or masculino. Write the word.".to_string());
        return None;
    }
    match words::code(words::GENDERS, cell) {
        Some(code) => Some(code.to_string()),
        None => cells.name("gender"),
    }
}

/// The published code that the words name, or the words.
fn pathway(text: &str) -> String {
    let codes = SharedKind::Pathway.values();
    codes
        .iter()
        .find(|code| normal(code) == normal(text))
        .map_or_else(|| text.to_string(), |code| code.to_string())
}

/// The languages a supporter speaks; their own if the sheet says none.
fn languages(cells: &mut Cells<'_>, own: Option<&'static str>) -> Vec<&'static str> {
    let Some((_, cell)) = cells.get("languages") else {
        return own.into_iter().collect();
    };
    let mut spoken: Vec<&'static str> = Vec::new();
    for word in shapes::list(cell) {
        match words::code(words::LANGUAGES, word) {
            Some(code) if spoken.contains(&code) => {}
            Some(code) => spoken.push(code),
            None => {
                let known = words::codes(words::LANGUAGES);
                cells.wrong(
                    "languages",
                    format!("{} is not a known language. Write one or more of: {known}.", shown(word)),
                );
            }
        }
    }
    spoken
}

/// What a supporter shares: `pathway: twelve step; parenting: single parent`.
fn shares(cells: &mut Cells<'_>) -> Vec<(SharedKind, String)> {
    let Some((_, cell)) = cells.get("shares") else {
        return Vec::new();
    };
    let mut shares = Vec::new();
    for entry in shapes::list(cell) {
        let pair = entry.split_once([':', '=']).and_then(|(kind, value)| {
            let kind = SharedKind::ALL.into_iter().find(|known| normal(known.code()) == normal(kind))?;
            let value = kind.values().iter().find(|known| normal(known) == normal(value))?;
            Some((kind, value.to_string()))
        });
        match pair {
            Some(pair) if shares.contains(&pair) => {}
            Some(pair) => shares.push(pair),
            None => {
                let text = "it names no known experience. Write kind: value, for example pathway: twelve_step; parenting: parent (docs/operating/import.md lists them).";
                cells.wrong("shares", text.to_string());
                return shares;
            }
        }
    }
    shares
}

/// A family member without a family is a family of their own.
fn family(cells: &mut Cells<'_>, person: Option<&NewPerson>) -> Option<Part> {
    let relation = cells.code("relation", words::RELATIONS).unwrap_or("other");
    let family = match cells.is_filled("family") {
        true => cells.name("family")?,
        false => person?.name.clone(),
    };
    Some(Part::Family { family, relation })
}

/// What a cell says and nobody will read is said, lest it be missed later.
fn doubt_unread(cells: &mut Cells<'_>, kind: PersonKind) {
    for known in &FIELDS {
        let meant = known.of.is_empty() || known.of.contains(&kind);
        if !meant && cells.is_filled(known.field.name) {
            cells.doubt(known.field.name, format!("this is not kept for kind {}.", kind.code()));
        }
    }
}
