//! Quoted words are somebody's own and never get a hint.

/// The longest quotation, in characters between its marks; a mark without a partner this near is taken
/// as a stray, so that one forgotten quote mark does not silence the rest of a note.
const LONGEST: usize = 300;

/// The text with every quotation (straight or curly, on one line) replaced by as many bytes of blanks:
/// offsets into the result are offsets into the text.
pub(crate) fn blank_quotations(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match closing_mark(first).and_then(|mark| quotation(rest, mark)) {
            Some(quoted) => {
                blank(&mut masked, quoted);
                quoted
            }
            None => {
                masked.push(first);
                first.len_utf8()
            }
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    masked
}

pub(crate) fn blank(masked: &mut String, bytes: usize) {
    masked.extend(std::iter::repeat_n(' ', bytes));
}

fn closing_mark(opening: char) -> Option<char> {
    match opening {
        '"' => Some('"'),
        '\u{201c}' => Some('\u{201d}'),
        _ => None,
    }
}

/// The length in bytes, marks included, of the quotation that `rest` begins with.
fn quotation(rest: &str, mark: char) -> Option<usize> {
    rest.char_indices()
        .skip(1)
        .take(LONGEST + 1)
        .take_while(|&(_, c)| c != '\n')
        .find(|&(_, c)| c == mark)
        .map(|(at, c)| at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_blanked_and_offsets_stay() {
        assert_eq!(blank_quotations("a \"b c\" d"), "a       d");
        assert_eq!(blank_quotations("“é” x"), format!("{} x", " ".repeat("“é”".len())));
    }

    #[test]
    fn a_stray_mark_silences_nothing() {
        for stray in ["5\" pipe", "\"open\nand\" on", "”“", "\""] {
            assert_eq!(blank_quotations(stray), stray);
        }
        let far = format!("\"{}\"", "x".repeat(LONGEST + 1));
        assert_eq!(blank_quotations(&far), far);
        let near = format!("\"{}\"", "x".repeat(LONGEST));
        assert_eq!(blank_quotations(&near).trim(), "");
    }
}
