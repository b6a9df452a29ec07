//! What cells hold other than dates. Each function takes a cell without the blanks around it and gives the
//! reason when it cannot be read; [`crate::Row::read`] adds the line, the column and the cell.

use crate::problem::Reason;

/// A phone number as it is dialed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phone {
    /// Digits, after a `+` if the country was given: 7 (a local number) to 15 (ITU-T E.164).
    pub number: String,
    pub extension: Option<String>,
}

/// Yes or no in English or Spanish, as a word, a letter, 1 or 0, or an `x` for a ticked box.
///
/// # Errors
/// [`Reason::NotYesNo`].
pub fn yes_no(text: &str) -> Result<bool, Reason> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "t" | "1" | "x" | "sí" | "si" | "s" | "verdadero" => Ok(true),
        "no" | "n" | "false" | "f" | "0" | "falso" => Ok(false),
        _ => Err(Reason::NotYesNo),
    }
}

/// An e-mail address as written, checked for shape only: whether mail arrives is for the first mail to find out.
/// Lengths are those of RFC 5321, 4.5.3.1.
///
/// # Errors
/// [`Reason::NotEmail`].
pub fn email(text: &str) -> Result<&str, Reason> {
    let (local, domain) = text.split_once('@').ok_or(Reason::NotEmail)?;
    let strange =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>' | '"' | '@');
    let dots_fit = |part: &str| part.split('.').all(|label| !label.is_empty());
    let fits = text.len() <= 254
        && local.len() <= 64
        && !local.contains(strange)
        && !domain.contains(strange)
        && dots_fit(local)
        && dots_fit(domain)
        && domain.contains('.');
    if fits { Ok(text) } else { Err(Reason::NotEmail) }
}

/// One phone number with any of the usual punctuation, and an extension after `ext`, `x` or `#`.
///
/// # Errors
/// [`Reason::NotPhone`].
pub fn phone(text: &str) -> Result<Phone, Reason> {
    let lower = text.to_lowercase();
    let (number, extension) = match lower.find(['e', 'x', '#']) {
        Some(at) => lower.split_at_checked(at).ok_or(Reason::NotPhone)?,
        None => (lower.as_str(), ""),
    };
    let extension = match extension {
        "" => None,
        marked => {
            let marks = ["extensión", "extension", "ext.", "ext", "x", "#"];
            let digits =
                marks.iter().find_map(|mark| marked.strip_prefix(mark)).ok_or(Reason::NotPhone)?.trim();
            let fits = (1..=8).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            Some(digits.to_owned()).filter(|_| fits).map(Some).ok_or(Reason::NotPhone)?
        }
    };
    let number = number.trim();
    let (plus, rest) = match number.strip_prefix('+') {
        Some(rest) => ("+", rest),
        None => ("", number),
    };
    let punctuation =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '-' | '.' | '\u{2010}'..='\u{2013}');
    if !rest.chars().all(|c| c.is_ascii_digit() || punctuation(c)) {
        return Err(Reason::NotPhone);
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    if !(7..=15).contains(&digits.len()) {
        return Err(Reason::NotPhone);
    }
    Ok(Phone { number: format!("{plus}{digits}"), extension })
}

/// A whole number; `12.0` is 12, since some programs write every number with a fraction.
///
/// # Errors
/// [`Reason::NotInteger`], also for one that does not fit 64 bits or has marks between its thousands.
pub fn integer(text: &str) -> Result<i64, Reason> {
    let whole = match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    };
    whole.parse().map_err(|_| Reason::NotInteger)
}

/// The entries of a list, without the blank ones: split at `;` if the cell has one, else at `|`, else at `,`.
pub fn list(text: &str) -> Vec<&str> {
    let mark = [';', '|'].into_iter().find(|&mark| text.contains(mark)).unwrap_or(',');
    text.split(mark).map(str::trim).filter(|entry| !entry.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn yes_and_no_in_both_languages() {
        for text in ["Yes", "y", "TRUE", "1", "x", "Sí", "SI", "s", "Verdadero"] {
            assert_eq!(yes_no(text), Ok(true), "{text}");
        }
        for text in ["No", "N", "false", "0", "Falso"] {
            assert_eq!(yes_no(text), Ok(false), "{text}");
        }
        for text in ["", "maybe", "2", "yes?", "nope"] {
            assert_eq!(yes_no(text), Err(Reason::NotYesNo), "{text}");
        }
    }

    #[test]
    fn an_address_has_the_shape_of_one() {
        for text in ["ana@example.org", "a.b+c@mail.example.co", "josé@ejemplo.mx"] {
            assert_eq!(email(text), Ok(text));
        }
        let long = format!("{}@example.org", "a".repeat(65));
        for text in [
            "",
            "ana",
            "@example.org",
            "ana@",
            "ana@example",
            "a b@example.org",
            "a@b@c.d",
            "a@.org",
            "a..b@c.d",
            "a@b.c, d@e.f",
            "Ana <a@b.c>",
            "a@b.c.",
            &long,
        ] {
            assert_eq!(email(text), Err(Reason::NotEmail), "{text}");
        }
    }

    #[test]
    fn a_phone_number_keeps_digits_plus_and_extension() {
        for (text, number, extension) in [
            ("(555) 010-9999", "5550109999", None),
            ("+1 555.010.9999 ext. 12", "+15550109999", Some("12")),
            ("555-0199x7", "5550199", Some("7")),
            ("555 0199 Extensión 4", "5550199", Some("4")),
            ("555\u{2013}0199 #31", "5550199", Some("31")),
        ] {
            let expected = Phone { number: number.to_owned(), extension: extension.map(str::to_owned) };
            assert_eq!(phone(text), Ok(expected), "{text}");
        }
        for text in [
            "",
            "none",
            "555",
            "5550199 or 5550198",
            "555-0199 / 555-0198",
            "1234567890123456",
            "555-0199 ext",
            "555-0199 ext 12 ext 3",
            "1+5550199",
            "++15550199",
            "tel 5550199",
            "٥٥٥٠١٩٩",
        ] {
            assert_eq!(phone(text), Err(Reason::NotPhone), "{text}");
        }
    }

    #[test]
    fn whole_numbers() {
        assert_eq!(
            (integer("12"), integer("-3"), integer("12.0"), integer("0012")),
            (Ok(12), Ok(-3), Ok(12), Ok(12))
        );
        for text in ["", "1.5", "1,000", "12.", ".0", "1e3", "99999999999999999999", "one"] {
            assert_eq!(integer(text), Err(Reason::NotInteger), "{text}");
        }
    }

    #[test]
    fn lists_are_split_at_the_strongest_mark() {
        assert_eq!(list("Doe, Jo; Roe, Al;"), ["Doe, Jo", "Roe, Al"]);
        assert_eq!(list("a|b, c"), ["a", "b, c"]);
        assert_eq!(list(" a , b ,, c"), ["a", "b", "c"]);
        assert_eq!(list(""), Vec::<&str>::new());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*|[0-9ext#+() .-]{0,20}") {
            if let Ok(read) = phone(&text) {
                let digits = read.number.trim_start_matches('+');
                prop_assert!((7..=15).contains(&digits.len()));
                let kept: String = text.chars().filter(char::is_ascii_digit).collect();
                prop_assert_eq!(kept, format!("{digits}{}", read.extension.unwrap_or_default()));
            }
            let _ = (yes_no(&text), integer(&text), email(&text));
            prop_assert!(list(&text).iter().all(|entry| text.contains(entry) && !entry.is_empty()));
        }
    }
}
