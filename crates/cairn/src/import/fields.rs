//! The fields a sheet may hold, and what sheets call them.

use cairn_sheet::Field;

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
    known("first_name", &[], &["first", "given name", "forename", "nombre", "nombres", "primer nombre"]),
    known("last_name", &[], &["last", "surname", "family name", "apellido", "apellidos", "primer apellido"]),
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
    known("email", &[], &["email address", "mail", "correo", "correo electrónico", "dirección de correo"]),
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
            "date of birth",
            "dob",
            "birthday",
            "fecha de nacimiento",
            "nacimiento",
            "nacido el",
            "f nacimiento",
        ],
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
        &["recovery pathway", "path", "camino", "vía", "camino de recuperación"],
    ),
    known("hopes", &[Participant], &["hope", "hopes and goals", "what i hope for", "esperanzas", "deseos"]),
    known("strengths", &[Participant], &["strength", "fortalezas", "puntos fuertes"]),
    known(
        "supervisor_email",
        &[Supporter],
        &["supervisor", "correo del supervisor", "correo de la supervisora", "supervisora"],
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
        &["relationship", "relation to participant", "relación", "parentesco", "vínculo"],
    ),
    known("family", &[Family], &["family group", "household", "familia", "hogar", "nombre de la familia"]),
];

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
}
