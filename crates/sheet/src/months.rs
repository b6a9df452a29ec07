//! The names of the months in English and Spanish, short and long, in any letter case.

/// The month, from 1, that `name` names; a period after a short name is allowed.
pub(crate) fn month(name: &str) -> Option<i8> {
    let month = match name.trim_end_matches('.').to_lowercase().as_str() {
        "january" | "jan" | "enero" | "ene" => 1,
        "february" | "feb" | "febrero" => 2,
        "march" | "mar" | "marzo" => 3,
        "april" | "apr" | "abril" | "abr" => 4,
        "may" | "mayo" => 5,
        "june" | "jun" | "junio" => 6,
        "july" | "jul" | "julio" => 7,
        "august" | "aug" | "agosto" | "ago" => 8,
        "september" | "sept" | "sep" | "septiembre" | "setiembre" | "set" => 9,
        "october" | "oct" | "octubre" => 10,
        "november" | "nov" | "noviembre" => 11,
        "december" | "dec" | "diciembre" | "dic" => 12,
        _ => return None,
    };
    Some(month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_names_in_both_languages() {
        let names = [
            "jan january ene enero",
            "feb february febrero",
            "mar march marzo",
            "apr april abr abril",
            "may mayo",
            "jun june junio",
            "jul july julio",
            "aug august ago agosto",
            "sep sept september septiembre setiembre",
            "oct october octubre",
            "nov november noviembre",
            "dec december dic diciembre",
        ];
        for (number, names) in (1..).zip(names) {
            for name in names.split(' ') {
                assert_eq!(month(name), Some(number), "{name}");
                assert_eq!(month(&name.to_uppercase()), Some(number), "{name}");
            }
        }
    }
}
