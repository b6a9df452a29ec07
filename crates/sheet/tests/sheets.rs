//! Whole sheets, as programs write them and as nobody should.

// Of an integration test only the functions marked as tests are let off these by clippy.toml.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use cairn_sheet::{
    DateFormat, DateOrder, Delimiter, Encoding, Limits, Options, Problem, Reason, Sheet, cells,
};
use proptest::prelude::*;

fn open(bytes: impl Into<Vec<u8>>) -> Result<Sheet<Cursor<Vec<u8>>>, Problem> {
    Sheet::open(Cursor::new(bytes.into()), Options::default())
}

fn refusal(bytes: impl Into<Vec<u8>>) -> String {
    open(bytes).map(|_| ()).unwrap_err().to_string()
}

#[test]
fn a_sheet_of_excel_for_windows_in_spanish() {
    let bytes = b"sep=;\r\nNombre;Fecha de nacimiento;Tel\xE9fono;\xBFActivo?\r\n\
        Jos\xE9 Nu\xF1ez ;31/1/1990;\"555-0199; ext 2\";s\xED\r\n\r\n;2/31/1990;;quiz\xE1s\r\n";
    let mut sheet = open(*bytes).unwrap();
    assert_eq!((sheet.encoding(), sheet.delimiter()), (Encoding::Windows1252, Delimiter::Semicolon));
    let names: Vec<String> = sheet.headers().iter().map(|column| column.name().to_owned()).collect();
    assert_eq!(names, ["Nombre", "Fecha de nacimiento", "Teléfono", "¿Activo?"]);
    assert_eq!(sheet.header_line(), 2);
    let [name, born, _, active] = [0, 1, 2, 3].map(|index| sheet.headers()[index].clone());
    let rows: Vec<_> = sheet.rows().map(Result::unwrap).collect();
    let format = DateFormat { order: DateOrder::DayMonthYear, latest_year: 2026 };

    assert_eq!(
        (rows[0].line(), rows[0].cell(&name), rows[0].raw_cell(&name)),
        (3, "José Nuñez", "José Nuñez ")
    );
    assert_eq!(rows[0].read(&born, |text| format.parse(text)), Ok(jiff::civil::date(1990, 1, 31)));
    assert_eq!(rows[0].read(&active, cells::yes_no), Ok(true));

    let said = |problem: Problem| problem.to_string();
    let missing = "line 5, column \"Nombre\": the cell is empty. Fill it in.";
    assert_eq!(rows[1].read(&name, |text| Ok(text.to_owned())).map_err(said), Err(missing.to_owned()));
    assert_eq!(rows[1].read_optional(&name, cells::integer), Ok(None));
    let no_date =
        "line 5, column \"Fecha de nacimiento\": 2/31/1990 is not a date. Write it as YYYY-MM-DD.".to_owned();
    assert_eq!(rows[1].read(&born, |text| format.parse(text)).map_err(said), Err(no_date));
    let neither = "line 5, column \"¿Activo?\": quizás is neither yes nor no. Write yes or no.".to_owned();
    assert_eq!(rows[1].read(&active, cells::yes_no).map_err(said), Err(neither));
}

#[test]
fn a_header_says_what_is_wrong_with_it() {
    assert_eq!(refusal(""), "line 1: the file is empty. Put the names of the columns in the first row.");
    assert_eq!(refusal("\n\r\n \n"), refusal(""));
    let unnamed = "line 2, column \"C\": the column has no name. Give the column a name, or delete it.";
    assert_eq!(refusal("\nName,Born, ,\n"), unnamed);
    let twice = "line 1: columns A and C are both called NAME. Give each column a name of its own.";
    assert_eq!(refusal("Name,Born,NAME \n"), twice);
    assert!(refusal("N\0a\0m\0e\0,\0B\0\n\0").starts_with("line 1, column \"A\": there is a NUL byte"));
    assert!(refusal("\"Name,Born\nAna,1990\n").contains("a quotation mark opens here and never closes"));
}

#[test]
fn columns_past_z_have_two_letters() {
    let header: Vec<String> = (0..703).map(|index| format!("c{index}")).collect();
    let sheet = open(header.join(",")).unwrap();
    let letters = [0, 25, 26, 51, 52, 701, 702].map(|index| sheet.headers()[index].letter());
    assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    assert_eq!(sheet.column(" C26 ").map(|column| column.letter()), Some("AA".to_owned()));
}

#[test]
fn a_row_that_cannot_be_read_does_not_stop_the_next() {
    let mut sheet = open("a,b\n1\n2,3,4\n5,\"6\"7\n,\n\"8\n9\",\"10\n").unwrap();
    let read: Vec<String> = sheet
        .rows()
        .map(|row| row.map_or_else(|problem| problem.to_string(), |row| format!("blank: {}", row.is_blank())))
        .collect();
    let expected = [
        "line 2: the row has 1 cell and the header 2. Add the missing cells, empty ones too.",
        "line 3: the row has 3 cells and the header 2. Put quotation marks around a cell that holds the delimiter, \
         or remove the extra cells.",
        "line 4, column \"b\": there is text after a closing quotation mark. Write a quotation mark within a cell \
         twice (\"\"), and look for one that is missing.",
        "blank: true",
        "line 6, column \"b\": a quotation mark opens here and never closes. Close it, and write a quotation mark \
         within a cell twice (\"\").",
    ];
    assert_eq!(read, expected);
}

#[test]
fn a_named_encoding_is_held_to() {
    let bytes = b"Name\nJos\xE9\nAna\n".to_vec();
    let options = Options { encoding: Some(Encoding::Utf8), ..Options::default() };
    let mut sheet = Sheet::open(Cursor::new(bytes), options).unwrap();
    let rows: Vec<_> = sheet.rows().collect();
    assert_eq!(rows[0].as_ref().unwrap_err().reason, Reason::UnreadableBytes);
    assert_eq!(rows[1].as_ref().unwrap().line(), 3);
}

/// A disk that fails at some byte.
struct Failing {
    inner: Cursor<Vec<u8>>,
    at: u64,
}

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.at - self.inner.position().min(self.at);
        if left == 0 {
            return Err(io::Error::other("the disk is gone"));
        }
        let length = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        self.inner.read(&mut buffer[..length])
    }
}

impl Seek for Failing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

#[test]
fn a_file_that_breaks_off_is_one_problem_and_the_end() {
    let text = format!("a,b\n{}", "1,2\n".repeat(100_000));
    let options = Options {
        encoding: Some(Encoding::Utf8),
        delimiter: Some(Delimiter::Comma),
        limits: Limits::default(),
    };
    let disk = Failing { inner: Cursor::new(text.into_bytes()), at: 200_000 };
    let mut sheet = Sheet::open(disk, options).unwrap();
    let mut problems = Vec::new();
    for row in sheet.rows() {
        problems.extend(row.err());
    }
    assert_eq!(problems.len(), 1);
    assert!(problems[0].to_string().contains("the disk is gone"));
    assert!(sheet.rows().next().is_none());
    let gone = Failing { inner: Cursor::new(vec![]), at: 0 };
    assert!(matches!(Sheet::open(gone, Options::default()), Err(problem) if problem.line == 1));
}

const DELIMITERS: [(Delimiter, u8); 4] = [
    (Delimiter::Comma, b','),
    (Delimiter::Semicolon, b';'),
    (Delimiter::Tab, b'\t'),
    (Delimiter::Pipe, b'|'),
];
const ENCODINGS: [Encoding; 4] =
    [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];

fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    let wide = |bytes: fn(u16) -> [u8; 2]| {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect::<Vec<u8>>()
    };
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => wide(u16::to_le_bytes),
        Encoding::Utf16Be => wide(u16::to_be_bytes),
        // Latin-1 without the controls that Windows-1252 gives to other characters.
        Encoding::Windows1252 => text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect(),
    }
}

/// Cells full of what could be mistaken for structure; every character is in every encoding.
fn cell() -> impl Strategy<Value = String> {
    let hard =
        ["\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", " ", "é", "Ñ", "\u{a0}", "a", "31/1/90"];
    let piece = prop_oneof![prop::sample::select(hard.to_vec()).prop_map(String::from), "[ -~¡-ÿ]{0,6}"];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

/// Line ends of any kind, counted another way than the reader does.
fn lines(text: &str) -> u64 {
    text.replace("\r\n", "\n").replace('\r', "\n").matches('\n').count() as u64
}

proptest! {
    #[test]
    fn cells_come_back_as_they_were_written(
        rows in prop::collection::vec([cell(), cell(), cell()], 0..12),
        which in 0usize..4, encoding in 0usize..4, crlf: bool
    ) {
        let (delimiter, byte) = DELIMITERS[which];
        let terminator = if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let write = |cells: &[String]| {
            let mut writer = csv::WriterBuilder::new().delimiter(byte).terminator(terminator).from_writer(vec![]);
            writer.write_record(cells).unwrap();
            String::from_utf8(writer.into_inner().unwrap()).unwrap()
        };
        let mut text = write(&["Año, el \"primero\"".to_owned(), "b".to_owned(), "c".to_owned()]);
        let mut expected = Vec::new();
        for row in &rows {
            expected.push((lines(&text) + 1, row.to_vec()));
            text.push_str(&write(row));
        }
        let encoding = ENCODINGS[encoding];
        let options = Options { encoding: Some(encoding), delimiter: Some(delimiter), limits: Limits::default() };
        let mut sheet = Sheet::open(Cursor::new(encode(&text, encoding)), options).unwrap();
        let columns = sheet.headers().to_vec();
        let read: Vec<_> = sheet.rows().map(|row| {
            let row = row.unwrap();
            (row.line(), columns.iter().map(|column| row.raw_cell(column).to_owned()).collect::<Vec<_>>())
        }).collect();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in prop_oneof![
            any::<Vec<u8>>(),
            prop::collection::vec(prop::sample::select(b"ab\",;|\t\r\n\0\xE9\xFF\xFE\xC3 ".to_vec()), 0..200),
        ],
        encoding in prop::option::of(0usize..4), delimiter in prop::option::of(0usize..4), cell in 0usize..20
    ) {
        let options = Options {
            encoding: encoding.map(|index| ENCODINGS[index]),
            delimiter: delimiter.map(|index| DELIMITERS[index].0),
            limits: Limits { cell, row: cell * 3 },
        };
        if let Ok(mut sheet) = Sheet::open(Cursor::new(bytes.clone()), options) {
            let columns = sheet.headers().to_vec();
            let mut last = sheet.header_line();
            for row in sheet.rows() {
                let line = match row {
                    Ok(row) => {
                        prop_assert!(columns.iter().all(|column| row.raw_cell(column).len() <= cell));
                        row.line()
                    }
                    Err(problem) => {
                        prop_assert!(!problem.to_string().is_empty());
                        problem.line
                    }
                };
                prop_assert!(line > last);
                last = line;
            }
            prop_assert!(last <= bytes.len() as u64 + 1);
        }
    }
}
