//! What stands between two cells.

use std::io;

use crate::encoding::{Decoded, Encoding};
use crate::parser::Limits;
use crate::records::Records;

/// Records of the sample that are compared.
const RECORDS: usize = 200;

/// The mark between two cells of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delimiter {
    Comma,
    /// What Excel writes where the comma is the decimal mark, as in Spanish.
    Semicolon,
    Tab,
    Pipe,
}

impl Delimiter {
    /// The comma is last: of two marks that fit equally well the rarer one was chosen on purpose, as in
    /// a semicolon sheet with a column "Last, First".
    const BY_RARITY: [Self; 4] = [Self::Tab, Self::Pipe, Self::Semicolon, Self::Comma];

    pub(crate) fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }

    /// The delimiter of a first line such as `sep=;`, which tells Excel how to read the rest.
    pub(crate) fn declared(sample: &[u8]) -> Option<Self> {
        let line = sample.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
        let (name, mark) = line.split_at_checked(4)?;
        let declares = |delimiter: &Self| mark == [delimiter.byte()];
        Self::BY_RARITY
            .into_iter()
            .find(|delimiter| name.eq_ignore_ascii_case(b"sep=") && declares(delimiter))
    }

    /// The delimiter that cuts the most rows of the sample into as many cells as the first, and the first
    /// into the most cells; a comma if none cuts it at all. `whole`: the sample is all of the file.
    pub(crate) fn detect(sample: &[u8], whole: bool) -> io::Result<Self> {
        let mut best = (0, Self::Comma);
        for delimiter in Self::BY_RARITY {
            let score = delimiter.score(sample, whole)?;
            if score > best.0 {
                best = (score, delimiter);
            }
        }
        Ok(best.1)
    }

    /// The share of rows, in thousandths, that have as many cells as the first, times the cuts in the first.
    fn score(self, sample: &[u8], whole: bool) -> io::Result<usize> {
        let source = Decoded::new(sample, Encoding::Utf8);
        let mut records = Records::new(source, self, Limits::default());
        let mut cells = Vec::new();
        while cells.len() < RECORDS
            && let Some(record) = records.next()?
        {
            cells.push(record.map_or(0, |record| record.ends.len()));
        }
        if !whole && cells.len() > 1 && cells.len() < RECORDS {
            // The sample breaks off within the last record.
            cells.pop();
        }
        let first = cells.first().copied().unwrap_or(0);
        let alike = cells.iter().filter(|&&count| count == first).count();
        Ok((1000 * alike).checked_div(cells.len()).unwrap_or(0) * first.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(text: &str) -> Delimiter {
        Delimiter::detect(text.as_bytes(), true).unwrap()
    }

    #[test]
    fn each_delimiter_is_told_by_the_rows() {
        for (mark, delimiter) in [
            (",", Delimiter::Comma),
            (";", Delimiter::Semicolon),
            ("\t", Delimiter::Tab),
            ("|", Delimiter::Pipe),
        ] {
            let text = "Name~Born~Notes\nAna~1990-01-31~\"a, b; c | d\ne\"\nBob~~x\n".replace('~', mark);
            assert_eq!(detect(&text), delimiter);
        }
    }

    #[test]
    fn marks_within_cells_do_not_mislead() {
        assert_eq!(detect("Name;Amount;Rate\nAna;1,5;2,5\nBob;3,5;4,5\n"), Delimiter::Semicolon);
        assert_eq!(detect("Last, First;Born\nDoe, Jo;1990\nRoe, Al;1991\n"), Delimiter::Semicolon);
        assert_eq!(detect("Id,Tags,City\n1,a;b,X\n2,a;b,Y\n3,,Z\n"), Delimiter::Comma);
        assert_eq!(detect("Id,Sex (M|F),City\n1,M,X\n2,F\n3,M,Z\n"), Delimiter::Comma);
        assert_eq!(detect("Name\nAna\n"), Delimiter::Comma);
        assert_eq!(detect(""), Delimiter::Comma);
    }

    #[test]
    fn a_row_cut_off_by_the_sample_does_not_count() {
        let text = b"a,b|c,d\n1,2|3,4\n5,6|";
        assert_eq!(Delimiter::Comma.score(text, false).unwrap(), 2000);
        assert_eq!(Delimiter::Comma.score(text, true).unwrap(), 1332);
    }

    #[test]
    fn a_first_line_may_declare_it() {
        assert_eq!(Delimiter::declared(b"sep=;\r\na;b"), Some(Delimiter::Semicolon));
        assert_eq!(Delimiter::declared(b"SEP=\t\na\tb"), Some(Delimiter::Tab));
        assert_eq!(Delimiter::declared(b"sep=:\na"), None);
        assert_eq!(Delimiter::declared(b"separate,b\n"), None);
    }
}
