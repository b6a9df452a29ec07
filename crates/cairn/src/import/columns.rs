//! The fields a sheet may hold, what sheets call them, and which column is which.

use cairn_sheet::{Field, Mapping, Sheet};

use super::finding::{Finding, Findings};
use super::incoming::PersonKind;

use PersonKind::{Family, Participant, Supporter};

/// A field and whom it is for: everybody when `of` is empty.
pub struct Known {
    pub field: Field,
    pub of: &'static [PersonKind],
}

const fn known(name: &'static str, of: &'static [PersonKind], synonyms: &'static [&'static str]) -> Known {
    Known { field: Field { name, required: false, synonyms }, of }
}

/// Every field. The synonyms are what sheets call their columns, in English and Spanish: other programs' words, not
/// Cairn's.
pub const FIELDS: [Known; 21] = [
    known("kind", &[], &["type", "role", "person type", "tipo", "rol", "tipo de persona", "clase"]),
    known(
        "name",
        &[],
        &["full name", "participant", "participant name", "client name", "member name", "person", "nombre completo",
            "nombre y apellido", "nombre y apellidos", "participante"],
    ),
    known("first_name", &[], &["first", "given name", "forename", "nombre", "nombres", "primer nombre"]),
    known(
        "last_name",
        &[],
        &["last", "surname", "family name", "apellido", "apellidos", "primer apellido"],
    ),
    known(
        "goes_by",
        &[],
        &["preferred name", "nickname", "known as", "called", "nombre preferido", "apodo", "prefiere llamarse"],
    ),
    known(
        "email",
        &[],
        &["e-mail", "email address", "mail", "correo", "correo electrónico", "dirección de correo"],
    ),
    known(
        "phone",
        &[],
        &["telephone", "phone number", "mobile", "cell", "cell phone", "mobile phone", "teléfono", "celular",
            "móvil", "número de teléfono", "tel"],
    ),
    known(
        "born_on",
        &[],
        &["born", "birth date", "birthdate", "date of birth", "dob", "birthday", "fecha de nacimiento",
            "nacimiento", "nacido el", "f nacimiento"],
    ),
    known("gender", &[], &["sex", "gender identity", "género", "sexo", "identidad de género"]),
    known("language", &[], &["preferred language", "lang", "idioma", "lengua", "idioma preferido"]),
    known(
        "site",
        &[Participant, Supporter],
        &["location", "center", "office", "program site", "sede", "centro", "lugar", "oficina"],
    ),
    known(
        "enrolled_on",
        &[Participant],
        &["enrolled", "enrollment date", "enrolment date", "start date", "intake date", "admission date",
            "fecha de inscripción", "inscripción", "fecha de inicio", "fecha de ingreso", "ingreso"],
    ),
    known("pathway", &[Participant], &["recovery pathway", "path", "camino", "vía", "camino de recuperación"]),
    known("hopes", &[Participant], &["hope", "hopes and goals", "what i hope for", "esperanzas", "deseos"]),
    known("strengths", &[Participant], &["strength", "fortalezas", "puntos fuertes"]),
    known(
        "supervisor_email",
        &[Supporter],
        &["supervisor", "supervisor e-mail", "correo del supervisor", "correo de la supervisora", "supervisora"],
    ),
    known(
        "capacity",
        &[Supporter],
        &["caseload", "max participants", "caseload limit", "capacidad", "cupo", "carga máxima"],
    ),
    known("languages", &[Supporter], &["languages spoken", "speaks", "idiomas", "lenguas", "habla"]),
    known(
        "shares",
        &[Supporter],
        &["shared experiences", "shared experience", "lived experience", "experiencias", "experiencia vivida",
            "experiencias compartidas"],
    ),
    known(
        "relation",
        &[Family],
        &["relationship", "relation to participant", "relación", "parentesco", "vínculo"],
    ),
    known("family", &[Family], &["family group", "household", "familia", "hogar", "nombre de la familia"]),
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
            problems.into_iter().for_each(|problem| findings.problem(remedied(problem.into())));
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
        let mut finding = remedied(problem.into());
        if finding.text.starts_with("no column was found for kind") {
            finding.text.push_str(". If everybody in the sheet is of one kind, say --as participant, supporter or family");
        }
        findings.problem(finding);
    }
    None
}

/// The sheet's remedies speak of pairs; here a pair is given with `--map`.
fn remedied(mut finding: Finding) -> Finding {
    for words in ["say so: ", "which it is: ", "Write it as "] {
        if finding.text.contains("field=") || words == "say so: " {
            finding.text = finding.text.replace(words, &format!("{words}--map "));
        }
    }
    if finding.text.ends_with("See the list of fields.") {
        let names: Vec<&str> = FIELDS.iter().map(|known| known.field.name).collect();
        finding.text = format!("{} They are: {}.", finding.text, names.join(", "));
    }
    finding
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
        let sheet = Sheet::open(std::io::Cursor::new("Name,Born\nAna,1990-01-31\n"), Default::default()).unwrap();
        let mut findings = Findings::default();
        assert!(map(&sheet, &[], None, &mut findings).is_none());
        assert!(findings.problems.shown[0].text.contains("--as participant"), "{findings:?}");
        let mut findings = Findings::default();
        assert!(map(&sheet, &[], Some(Participant), &mut findings).is_some());
        assert!(map(&sheet, &["naem=Name".to_string()], Some(Participant), &mut findings).is_none());
        assert!(findings.problems.shown[0].text.contains("Did you mean \"name\""), "{findings:?}");
    }
}
