//! Which column of a sheet is which field: by the names people give such columns, or as the operator says.

use std::collections::HashMap;

use crate::problem::{Problem, Reason};
use crate::sheet::{Column, Sheet};

/// Characters of a name that are compared when the closest is looked for.
const COMPARED: usize = 64;

/// A field that a sheet may hold.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub required: bool,
    /// Other names for it, in English and Spanish: `Date of birth` also stands for `DATE_OF_BIRTH`.
    pub synonyms: &'static [&'static str],
}

/// The column of each field that has one.
#[derive(Debug, Clone)]
pub struct Mapping {
    fields: Vec<(&'static str, Column)>,
    unused: Vec<Column>,
}

impl Mapping {
    /// Maps the pairs (`field=Column name`) as they say, and the other fields by their names and synonyms,
    /// without regard to letter case, accents, blanks and punctuation.
    ///
    /// # Errors
    /// Everything that is wrong at once: pairs that cannot be read or name what is not there (with the closest
    /// that is), required fields without a column, two columns for one field and two fields for one column.
    pub fn new<R>(sheet: &Sheet<R>, fields: &[Field], pairs: &[String]) -> Result<Self, Vec<Problem>> {
        let mut draft = Draft {
            columns: sheet.headers(),
            line: sheet.header_line(),
            fields,
            taken: HashMap::new(),
            said: vec![],
            problems: vec![],
        };
        for pair in pairs {
            if let Err(problem) = draft.take_pair(sheet, pair) {
                draft.problems.push(problem);
            }
        }
        draft.take_by_name();
        draft.report_unmapped();
        draft.finish()
    }

    /// The column of a field.
    pub fn column(&self, field: &str) -> Option<&Column> {
        self.fields.iter().find(|(name, _)| *name == field).map(|(_, column)| column)
    }

    /// The columns that are no field, in the order of the sheet: nothing in them will be read.
    pub fn unused(&self) -> &[Column] {
        &self.unused
    }
}

struct Draft<'s> {
    columns: &'s [Column],
    line: u64,
    fields: &'s [Field],
    /// The column of each field that has one by now.
    taken: HashMap<&'static str, &'s Column>,
    /// The fields that the operator gave a column, rightly or not.
    said: Vec<&'static str>,
    problems: Vec<Problem>,
}

impl<'s> Draft<'s> {
    fn take_pair<R>(&mut self, sheet: &'s Sheet<R>, pair: &str) -> Result<(), Problem> {
        let line = self.line;
        let problem = |reason| Problem::new(line, reason);
        let (field, column) =
            pair.split_once('=').ok_or_else(|| problem(Reason::PairMalformed).showing(pair))?;
        let Some(known) = self.fields.iter().find(|known| normal(known.name) == normal(field)) else {
            let closest = closest(field, self.fields.iter().map(|known| known.name));
            return Err(problem(Reason::FieldUnknown { closest }).showing(field));
        };
        let field = known.name;
        self.said.push(field);
        let Some(column) = sheet.column(column) else {
            let closest = closest(column, self.columns.iter().map(Column::name));
            let reason = Reason::ColumnUnknown { field: field.to_owned(), closest };
            return Err(problem(reason).showing(column));
        };
        if let Some((other, _)) =
            self.taken.iter().find(|(other, taken)| **other != field && **taken == column)
        {
            let reason = Reason::ColumnTwice { first: (*other).to_owned(), second: field.to_owned() };
            return Err(problem(reason).in_column(column.name()));
        }
        match self.taken.get(field) {
            Some(other) if *other != column => Err(self.twice(field, other, column)),
            _ => {
                self.taken.insert(field, column);
                Ok(())
            }
        }
    }

    fn take_by_name(&mut self) {
        for column in self.columns {
            if self.taken.values().any(|taken| *taken == column) {
                continue;
            }
            let name = normal(column.name());
            let called = |field: &&Field| {
                normal(field.name) == name || field.synonyms.iter().any(|synonym| normal(synonym) == name)
            };
            let Some(field) = self.fields.iter().find(called).map(|field| field.name) else {
                continue;
            };
            if self.said.contains(&field) {
                // What the operator said stands; the namesake is left unused.
                continue;
            }
            match self.taken.get(field) {
                Some(other) => {
                    let problem = self.twice(field, other, column);
                    self.problems.push(problem);
                }
                None => {
                    self.taken.insert(field, column);
                }
            }
        }
    }

    fn twice(&self, field: &str, first: &Column, second: &Column) -> Problem {
        let reason = Reason::FieldTwice { first: first.name().to_owned(), second: second.name().to_owned() };
        Problem::new(self.line, reason).showing(field)
    }

    fn unused(&self) -> Vec<Column> {
        self.columns
            .iter()
            .filter(|column| !self.taken.values().any(|taken| taken == column))
            .cloned()
            .collect()
    }

    fn report_unmapped(&mut self) {
        let unused = self.unused();
        for field in self.fields {
            if !field.required || self.taken.contains_key(field.name) || self.said.contains(&field.name) {
                continue;
            }
            let names = std::iter::once(&field.name).chain(field.synonyms);
            let near = names.filter_map(|name| nearest(name, unused.iter().map(Column::name)));
            let closest = near.min_by_key(|(distance, _)| *distance).map(|(_, name)| name.to_owned());
            let reason = Reason::FieldUnmapped { field: field.name.to_owned(), closest };
            self.problems.push(Problem::new(self.line, reason));
        }
    }

    fn finish(self) -> Result<Mapping, Vec<Problem>> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let column = |field: &Field| self.taken.get(field.name).map(|column| (field.name, (*column).clone()));
        Ok(Mapping { fields: self.fields.iter().filter_map(column).collect(), unused: self.unused() })
    }
}

/// The letters and digits of a name, lower case and without the accents of Spanish: how names are compared.
pub fn normal(name: &str) -> String {
    let plain = |c: char| match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        other => other,
    };
    name.to_lowercase().chars().map(plain).filter(|c| c.is_alphanumeric()).collect()
}

fn closest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    nearest(wanted, names).map(|(_, name)| name.to_owned())
}

/// The name fewest edits away, if no more than a third of the longer one would have to change.
fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<(usize, &'n str)> {
    let letters = |name: &str| normal(name).chars().take(COMPARED).collect::<Vec<_>>();
    let wanted = letters(wanted);
    let near = names.filter_map(|name| {
        let letters = letters(name);
        let edits = edits(&wanted, &letters);
        (edits * 3 <= wanted.len().max(letters.len())).then_some((edits, name))
    });
    near.min_by_key(|(edits, _)| *edits)
}

/// Levenshtein's distance: the fewest letters to put in, take out or replace.
fn edits(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (b, &above) in to.iter().zip(row.iter().skip(1)) {
            left = (diagonal + usize::from(a != b)).min(left + 1).min(above + 1);
            diagonal = above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::sheet::Options;

    const FIELDS: &[Field] = &[
        Field { name: "name", required: true, synonyms: &["Full name", "Nombre completo"] },
        Field {
            name: "birth_date",
            required: true,
            synonyms: &["Date of birth", "DOB", "Fecha de nacimiento"],
        },
        Field { name: "phone", required: false, synonyms: &["Cell", "Teléfono"] },
    ];

    fn map(header: &str, pairs: &[&str]) -> Result<Mapping, Vec<String>> {
        let sheet = Sheet::open(Cursor::new(header.to_owned()), Options::default()).unwrap();
        let pairs: Vec<String> = pairs.iter().map(|pair| (*pair).to_owned()).collect();
        Mapping::new(&sheet, FIELDS, &pairs)
            .map_err(|problems| problems.iter().map(Problem::to_string).collect())
    }

    fn names(mapping: &Mapping) -> Vec<Option<&str>> {
        FIELDS.iter().map(|field| mapping.column(field.name).map(Column::name)).collect()
    }

    #[test]
    fn columns_are_known_by_any_of_their_names() {
        let english = map("FULL_NAME,Notes,date-of-birth,Cell\n", &[]).unwrap();
        assert_eq!(names(&english), [Some("FULL_NAME"), Some("date-of-birth"), Some("Cell")]);
        assert_eq!(english.unused().iter().map(Column::letter).collect::<Vec<_>>(), ["B"]);
        let spanish = map("TELEFONO;Nombre Completo;Fecha de nacimiento\n", &[]).unwrap();
        assert_eq!(names(&spanish), [Some("Nombre Completo"), Some("Fecha de nacimiento"), Some("TELEFONO")]);
    }

    #[test]
    fn what_the_operator_says_stands() {
        let mapping = map("Name,Known as,DOB,Cell\n", &["name=known as", "Phone=Cell"]).unwrap();
        assert_eq!(names(&mapping), [Some("Known as"), Some("DOB"), Some("Cell")]);
        assert_eq!(mapping.unused()[0].name(), "Name");
    }

    #[test]
    fn all_problems_come_at_once_with_the_closest_name() {
        let problems =
            map("Full nme,Born,Cell,Phone\n", &["brth_date=Bron", "birth_date=Bron", "phone"]).unwrap_err();
        let expected = [
            "line 1: there is no field called brth_date. Did you mean \"birth_date\"?",
            "line 1: there is no column called Bron, which was to be birth_date. Write the name as the header has it.",
            "line 1: phone does not say which column is which field. Write it as field=Column name.",
            "line 1: columns \"Cell\" and \"Phone\" could both be phone. Say which it is: field=Column name.",
            "line 1: no column was found for name. If it is the column \"Full nme\", say so: name=Full nme",
        ];
        assert_eq!(problems, expected);
        let problems = map("x,y\n", &["name=x", "name=y", "birth_date=x"]).unwrap_err();
        let expected = [
            "line 1: columns \"x\" and \"y\" could both be name. Say which it is: field=Column name.",
            "line 1, column \"x\": the column was given to both name and birth_date. Give it to one of them.",
        ];
        assert_eq!(problems, expected);
    }

    #[test]
    fn edits_are_counted() {
        let count = |a: &str, b: &str| edits(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!((count("kitten", "sitting"), count("", "abc"), count("abc", "")), (3, 3, 3));
        assert_eq!((count("flaw", "lawn"), count("same", "same")), (2, 0));
    }
}
