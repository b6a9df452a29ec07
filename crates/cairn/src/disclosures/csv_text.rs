//! A table as text that a spreadsheet opens without running it (RFC 4180; OWASP: CSV injection).

use super::Permit;
use crate::web::Problem;

/// Rows of equal width, the head first. Takes the permit because what it makes is on its way out.
pub fn table(_permit: &Permit, head: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, Problem> {
    write(head, rows).ok_or(Problem::Defect("a table could not be written as CSV"))
}

/// The same for figures about nobody in particular.
pub fn figures(head: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, Problem> {
    write(head, rows).ok_or(Problem::Defect("a table could not be written as CSV"))
}

fn write(head: &[&str], rows: &[Vec<String>]) -> Option<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(head).ok()?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| safe(cell))).ok()?;
    }
    writer.into_inner().ok()
}

/// A cell that begins like a formula gets an apostrophe in front: spreadsheets then show it as text. The signs are
/// those that Excel, LibreOffice and Google Sheets take as the start of one, in both widths.
pub fn safe(cell: &str) -> String {
    let cell = cell.replace('\0', "");
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_text() {
        for (cell, kept) in [
            ("=1+1", "'=1+1"),
            ("+1 555 0100", "'+1 555 0100"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("＝1", "'＝1"),
            ("plain = text", "plain = text"),
        ] {
            assert_eq!(safe(cell), kept);
        }
    }

    proptest! {
        #[test]
        fn what_is_read_back_is_what_was_written(rows in prop::collection::vec(prop::collection::vec("\\PC{0,12}|[=+@\",\r\n-]{1,4}", 2), 0..8)) {
            let text = write(&["a", "b"], &rows).unwrap();
            let mut reader = csv::Reader::from_reader(text.as_slice());
            let read: Vec<Vec<String>> =
                reader.records().map(|row| row.unwrap().iter().map(str::to_string).collect()).collect();
            let meant: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| safe(cell)).collect()).collect();
            prop_assert_eq!(&read, &meant);
            for cell in read.iter().flatten() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{:?}", cell);
            }
        }
    }
}
