//! Which column of a sheet is which field.

use cairn_sheet::{Field, Mapping, Problem, Reason, Sheet};

use super::fields::FIELDS;
use super::finding::{Finding, Findings, shown};
use super::incoming::PersonKind;

/// Which column is which field. `None` when that cannot be told; the problems say why.
pub fn map<R>(
    sheet: &Sheet<R>,
    pairs: &[String],
    kind: Option<PersonKind>,
    findings: &mut Findings,
) -> Option<Mapping> {
    let fields: Vec<Field> = FIELDS.iter().map(|known| known.field).collect();
    let mapping = match Mapping::new(sheet, &fields, pairs) {
        Ok(mapping) => mapping,
        Err(problems) => {
            problems.into_iter().for_each(|problem| findings.problem(as_asked_here(problem)));
            return None;
        }
    };
    let named = ["name", "first_name", "last_name"].iter().any(|field| mapping.column(field).is_some());
    let sorted = kind.is_some() || mapping.column("kind").is_some();
    if named && sorted {
        return Some(mapping);
    }
    let missing = |field: &Field| (field.name == "name" && !named) || (field.name == "kind" && !sorted);
    let fields: Vec<Field> =
        fields.into_iter().map(|field| Field { required: missing(&field), ..field }).collect();
    for problem in Mapping::new(sheet, &fields, pairs).err().into_iter().flatten() {
        findings.problem(as_asked_here(problem));
    }
    None
}

/// The problem in the words of the command: a pair is given with `--map`, and kinds also with `--as`.
fn as_asked_here(problem: Problem) -> Finding {
    let named = shown(problem.value().unwrap_or_default());
    let text = match &problem.reason {
        Reason::FieldUnmapped { field, closest } => {
            let mut text = format!("no column was found for {field}. ");
            text.push_str(&match closest {
                Some(closest) => {
                    format!("If it is the column \"{0}\", say --map {field}=\"{0}\".", shown(closest))
                }
                None => format!("Add the column, or say which it is: --map {field}=\"Column name\"."),
            });
            if field == "kind" {
                text.push_str(
                    " If everybody in the sheet is of one kind, say --as participant, supporter or family.",
                );
            }
            text
        }
        Reason::FieldTwice { first, second } => {
            let (first, second) = (shown(first), shown(second));
            format!(
                "columns \"{first}\" and \"{second}\" could both be {named}. Say which it is: --map {named}=\"{first}\"."
            )
        }
        Reason::PairMalformed => {
            format!("{named} does not say which column is which field. Write --map field=\"Column name\".")
        }
        Reason::FieldUnknown { closest: None } => {
            let names: Vec<&str> = FIELDS.iter().map(|known| known.field.name).collect();
            format!("there is no field called {named}. They are: {}.", names.join(", "))
        }
        _ => return problem.into(),
    };
    Finding { text, ..problem.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_without_kinds_is_asked_about() {
        let sheet =
            Sheet::open(std::io::Cursor::new("Name,Born\nAna,1990-01-31\n"), Default::default()).unwrap();
        let mut findings = Findings::default();
        assert!(map(&sheet, &[], None, &mut findings).is_none());
        assert!(findings.problems.shown[0].text.contains("--as participant"), "{findings:?}");
        let mut findings = Findings::default();
        assert!(map(&sheet, &[], Some(PersonKind::Participant), &mut findings).is_some());
        assert!(
            map(&sheet, &["nam=Name".to_string()], Some(PersonKind::Participant), &mut findings).is_none()
        );
        assert!(findings.problems.shown[0].text.contains("Did you mean \"name\""), "{findings:?}");
    }
}
