//! The fields a sheet may hold, what sheets call them, and which column is which.

use cairn_sheet::{Field, Mapping, Problem, Reason, Sheet};

use super::finding::{Finding, Findings, shown};
use super::incoming::PersonKind;

use PersonKind::{Family, Participant, Supporter};

/// A field and whom it is for: everybody when `of` is empty.
pub struct Known {
    pub field: Field,
    pub of: &'static [PersonKind],
}

const fn known(name: &'static str, of: &'static [PersonKind], synonyms: &'static [&'static str]) -> Known {
    Known {
        field: Field {
            name,
            required: false,
            synonyms,
        },
        of,
    }
}

/// Every field. The synonyms are what sheets call their columns, in English and Spanish: other programs' words, not
/// Cairn's.
pub const FIELDS: [Known; 21] = [
    known(
        "kind",
        &[],
        &[
            "type",
            "role",
            "person type",
            "tipo",
            "rol",
            "tipo de persona",
            "clase",
        ],
    ),
    known(
        "name",
        &[],
        &[
            "full name",
            "participant",
            "participant name",
            "client name",
            "member name",
            "person",
            "nombre completo",
            "nombre y apellido",
            "nombre y apellidos",
            "participante",
        ],
    ),
    known(
        "first_name",
        &[],
        &[
            "first",
            "given name",
            "forename",
            "nombre",
            "nombres",
            "primer nombre",
        ],
    ),
    known(
        "last_name",
        &[],
        &[
            "last",
            "surname",
            "family name",
            "apellido",
            "apellidos",
            "primer apellido",
        ],
    ),
    known(
        "goes_by",
        &[],
        &[
            "preferred name",
            "nickname",
            "known as",
            "called",
            "nombre preferido",
            "apodo",
            "prefiere llamarse",
        ],
    ),
    known(
        "email",
        &[],
        &[
            "e-mail",
            "email address",
            "mail",
            "correo",
            "correo electrónico",
            "dirección de correo",
        ],
    ),
    known(
        "phone",
        &[],
        &[
            "telephone",
            "phone number",
            "mobile",
            "cell",
            "cell phone",
            "mobile phone",
            "teléfono",
            "celular",
            "móvil",
            "número de teléfono",
            "tel",
        ],
    ),
    known(
        "born_on",
        &[],
        &[
            "born",
            "birth date",
            "birthdate",
            "date of birth",
            "dob",
            "birthday",
            "fecha de nacimiento",
            "nacimiento",
            "nacido el",
            "f nacimiento",
        ],
    ),
    known(
        "gender",
        &[],
        &["sex", "gender identity", "género", "sexo", "identidad de género"],
    ),
    known(
        "language",
        &[],
        &[
            "preferred language",
            "lang",
            "idioma",
            "lengua",
            "idioma preferido",
        ],
    ),
    known(
        "site",
        &[Participant, Supporter],
        &[
            "location",
            "center",
            "office",
            "program site",
            "sede",
            "centro",
            "lugar",
            "oficina",
        ],
    ),
    known(
        "enrolled_on",
        &[Participant],
        &[
            "enrolled",
            "enrollment date",
            "enrolment date",
            "start date",
            "intake date",
            "admission date",
            "fecha de inscripción",
            "inscripción",
            "fecha de inicio",
            "fecha de ingreso",
            "ingreso",
        ],
    ),
    known(
        "pathway",
        &[Participant],
        &[
            "recovery pathway",
            "path",
            "camino",
            "vía",
            "camino de recuperación",
        ],
    ),
    known(
        "hopes",
        &[Participant],
        &[
            "hope",
            "hopes and goals",
            "what i hope for",
            "esperanzas",
            "deseos",
        ],
    ),
    known(
        "strengths",
        &[Participant],
        &["strength", "fortalezas", "puntos fuertes"],
    ),
    known(
        "supervisor_email",
        &[Supporter],
        &[
            "supervisor",
            "supervisor e-mail",
            "correo del supervisor",
            "correo de la supervisora",
            "supervisora",
        ],
    ),
    known(
        "capacity",
        &[Supporter],
        &[
            "caseload",
            "max participants",
            "caseload limit",
            "capacidad",
            "cupo",
            "carga máxima",
        ],
    ),
    known(
        "languages",
        &[Supporter],
        &["languages spoken", "speaks", "idiomas", "lenguas", "habla"],
    ),
    known(
        "shares",
        &[Supporter],
        &[
            "shared experiences",
            "shared experience",
            "lived experience",
            "experiencias",
            "experiencia vivida",
            "experiencias compartidas",
        ],
    ),
    known(
        "relation",
        &[Family],
        &[
            "relationship",
            "relation to participant",
            "relación",
            "parentesco",
            "vínculo",
        ],
    ),
    known(
        "family",
        &[Family],
        &[
            "family group",
            "household",
            "familia",
            "hogar",
            "nombre de la familia",
        ],
    ),
];

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
            problems
                .into_iter()
                .for_each(|problem| findings.problem(as_asked_here(problem)));
            return None;
        }
    };
    let named = ["name", "first_name", "last_name"]
        .iter()
        .any(|field| mapping.column(field).is_some());
    let sorted = kind.is_some() || mapping.column("kind").is_some();
    if named && sorted {
        return Some(mapping);
    }
    let missing = |field: &Field| (field.name == "name" && !named) || (field.name == "kind" && !sorted);
    let fields: Vec<Field> = fields
        .into_iter()
        .map(|field| Field {
            required: missing(&field),
            ..field
        })
        .collect();
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
                Some(closest) => format!(
                    "If it is the column \"{0}\", say --map {field}=\"{0}\".",
                    shown(closest)
                ),
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
            format!(
                "there is no field called {named}. They are: {}.",
                names.join(", ")
            )
        }
        _ => return problem.into(),
    };
    Finding {
        text,
        ..problem.into()
    }
}

#[cfg(test)]
mod tests {
    use cairn_sheet::normal;

    use super::*;

    #[test]
    fn no_name_stands_for_two_fields() {
        let mut seen = std::collections::HashMap::new();
        for known in &FIELDS {
            for name in known.field.synonyms.iter().chain([&known.field.name]) {
                let first = seen.insert(normal(name), known.field.name);
                assert!(first.is_none(), "{name}: {first:?} and {}", known.field.name);
            }
        }
    }

    #[test]
    fn a_sheet_without_kinds_is_asked_about() {
        let sheet = Sheet::open(
            std::io::Cursor::new("Name,Born\nAna,1990-01-31\n"),
            Default::default(),
        )
        .unwrap();
        let mut findings = Findings::default();
        assert!(map(&sheet, &[], None, &mut findings).is_none());
        assert!(
            findings.problems.shown[0].text.contains("--as participant"),
            "{findings:?}"
        );
        let mut findings = Findings::default();
        assert!(map(&sheet, &[], Some(Participant), &mut findings).is_some());
        assert!(
            map(
                &sheet,
                &["naem=Name".to_string()],
                Some(Participant),
                &mut findings
            )
            .is_none()
        );
        assert!(
            findings.problems.shown[0].text.contains("Did you mean \"name\""),
            "{findings:?}"
        );
    }
}
