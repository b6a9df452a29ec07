//! Writes a sheet of many rows to a temporary file, reads it and prints how fast that went and how much memory
//! the whole process ever held: `cargo run -p cairn-sheet --example big -- 1000000`

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::time::Instant;

use cairn_sheet::{DateFormat, DateOrder, DateOrderGuess, Options, Problem, Sheet, cells};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rows: u64 = std::env::args().nth(1).map_or(Ok(100_000), |count| count.parse())?;
    let path = std::env::temp_dir().join(format!("cairn-sheet-big-{}.csv", std::process::id()));
    write_sheet(&path, rows)?;
    let size = fs::metadata(&path)?.len();
    let start = Instant::now();
    let read = read_sheet(&path);
    let took = start.elapsed();
    fs::remove_file(&path)?;
    let (good, bad) = read?;
    let rate = rows as f64 / took.as_secs_f64();
    let mut out = io::stdout().lock();
    writeln!(out, "{rows} rows, {} MB: {good} read and {bad} refused, in two passes", size / 1_000_000)?;
    writeln!(out, "{:.2} s, {rate:.0} rows/s, most memory held {}", took.as_secs_f64(), peak_memory()?)?;
    Ok(())
}

fn write_sheet(path: &std::path::Path, rows: u64) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all(b"Record,Name,Date of birth,Phone,E-mail,Active,Notes\r\n")?;
    for row in 1..=rows {
        let (day, month, year) = (row % 28 + 1, row % 12 + 1, 1950 + row % 50);
        write!(
            file,
            "{row},\"Núñez, Person {row}\",{day}/{month}/{year},(555) 010-{:04},p{row}@example.org,yes,",
            row % 10_000
        )?;
        let extra = if row % 1000 == 0 { ",one too many" } else { "" };
        write!(file, "\"said \"\"see you\r\nTuesday\"\" and asked for a ride\"{extra}\r\n")?;
    }
    file.flush()
}

fn read_sheet(path: &std::path::Path) -> Result<(u64, u64), Box<dyn std::error::Error>> {
    let mut guess = DateOrderGuess::default();
    let mut sheet = Sheet::open(File::open(path)?, Options::default())?;
    let born = sheet.column("Date of birth").cloned().ok_or("no column of births")?;
    for row in sheet.rows().flatten() {
        guess.see(row.line(), row.cell(&born));
    }
    let order: DateOrder = guess.order()?;
    let format = DateFormat { order, latest_year: 2026 };
    let mut sheet = Sheet::open(File::open(path)?, Options::default())?;
    let columns = sheet.headers().to_vec();
    let [record, _, born, phone, email, active, _] = columns.as_slice() else {
        return Err("seven columns were written".into());
    };
    let (mut good, mut bad) = (0, 0);
    for row in sheet.rows() {
        let read = row.and_then(|row| {
            row.read(record, cells::integer)?;
            row.read(born, |text| format.parse(text))?;
            row.read(phone, cells::phone)?;
            row.read(email, cells::email)?;
            row.read(active, cells::yes_no)?;
            Ok::<(), Problem>(())
        });
        match read {
            Ok(()) => good += 1,
            Err(_) => bad += 1,
        }
    }
    Ok((good, bad))
}

/// The peak of the process's resident memory, as Linux keeps it.
fn peak_memory() -> io::Result<String> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned()))
}
