use std::collections::BTreeSet;

use crate::{Choice, Column, Error, Field, Kind, Part, Text, Tool};

/// Longest definition that is read, in bytes.
pub(crate) const BYTES: usize = 200_000;
/// Most characters in one cell of a table.
pub const CELL: usize = 200;
/// The last minute of a curve.
pub const MINUTES: usize = 240;
/// Rooms of the application that are tools themselves: [`Tool::place`].
pub const PLACES: [&str; 1] = ["safety_plan"];

const CODE: usize = 40;
const PARTS: usize = 12;
const FIELDS: usize = 60;
/// Inputs on one page, cells of tables counted one by one: more is slow on a phone.
const INPUTS: usize = 400;
/// Characters that fit into all fields together: more does not fit into one form.
const ROOM: usize = 40_000;
const OPTIONS: usize = 16;
const COLUMNS: usize = 6;
const ROWS: usize = 30;
const LINE: usize = 300;
const WORDS: usize = 5000;
const NAME: usize = 60;
const LABEL: usize = 200;
const HINT: usize = 500;

fn refuse<T>(place: &str, reason: impl Into<String>, remedy: impl Into<String>) -> Result<T, Error> {
    Err(Error::Definition { place: place.to_owned(), reason: reason.into(), remedy: remedy.into() })
}

fn between(place: &str, what: &str, found: usize, (least, most): (usize, usize)) -> Result<(), Error> {
    if (least..=most).contains(&found) {
        return Ok(());
    }
    refuse(place, format!("{what} is {found}"), format!("write a number from {least} to {most}"))
}

/// Refuses a definition that a page could not show or a person could not fill in.
pub(crate) fn hold(tool: &Tool) -> Result<(), Error> {
    code("the tool's id", &tool.id)?;
    let version = usize::try_from(tool.version).unwrap_or(usize::MAX);
    between("the tool", "version", version, (1, 100_000))?;
    let minutes = usize::try_from(tool.minutes).unwrap_or(usize::MAX);
    between("the tool", "minutes", minutes, (1, 240))?;
    text("the tool's source", &tool.source, HINT)?;
    if let Some(status) = &tool.es_status {
        text("the tool's es_status", status, HINT)?;
    }
    for (place, words) in texts(tool) {
        let most = match place.rsplit(' ').next() {
            Some("name" | "title" | "option" | "column") => NAME.max(LABEL / 2),
            Some("hint" | "purpose") => HINT,
            _ => LABEL,
        };
        both(&place, words, most)?;
    }
    owners(tool)?;
    match &tool.place {
        Some(place) => at_place(tool, place),
        None => parts(&tool.parts),
    }
}

fn owners(tool: &Tool) -> Result<(), Error> {
    let distinct: BTreeSet<_> = tool.owners.iter().collect();
    if tool.owners.is_empty() {
        return refuse(
            "owners",
            "nobody may fill this tool in",
            "name participant, peer_supporter or family_member",
        );
    }
    if distinct.len() < tool.owners.len() {
        return refuse("owners", "somebody is named twice", "name each once");
    }
    Ok(())
}

fn at_place(tool: &Tool, place: &str) -> Result<(), Error> {
    if !PLACES.contains(&place) {
        let remedy = format!("use one of: {}; or leave place out and write parts", PLACES.join(", "));
        return refuse("place", format!("there is no room \"{place}\""), remedy);
    }
    if !tool.parts.is_empty() {
        return refuse("place", "a tool with a room of its own has no parts", "leave one of the two out");
    }
    Ok(())
}

fn parts(parts: &[Part]) -> Result<(), Error> {
    between("the tool", "the number of parts", parts.len(), (1, PARTS))?;
    let fields: Vec<_> = parts.iter().flat_map(|part| &part.fields).collect();
    between("the tool", "the number of fields", fields.len(), (1, FIELDS))?;
    together(&fields)?;
    for part in parts {
        let place = format!("part {}", part.code);
        code(&place, &part.code)?;
        if part.fields.is_empty() && part.hint.is_none() {
            return refuse(
                &place,
                "it has neither fields nor a hint",
                "write what to do into its hint, or add a field",
            );
        }
    }
    once("part", parts.iter().map(|part| part.code.as_str()))?;
    for field in &fields {
        let place = format!("field {}", field.code);
        code(&place, &field.code)?;
        kind(&place, &field.kind)?;
    }
    once("field", fields.iter().map(|field| field.code.as_str()))
}

/// A page that a phone can draw, and a form that can be sent.
fn together(fields: &[&Field]) -> Result<(), Error> {
    let size = |field: &&Field| match &field.kind {
        Kind::Line { most } | Kind::Words { most } => (1, *most),
        Kind::Rows { columns, most } => (most.saturating_mul(columns.len()), CELL),
        Kind::People { most } => (most.saturating_mul(3), CELL),
        Kind::Curve { most, .. } => (most.saturating_mul(2), 3),
        Kind::Rating { .. } | Kind::Choice { .. } | Kind::Choices { .. } | Kind::Date => (1, CODE),
    };
    let mut inputs: usize = 0;
    let mut characters: usize = 0;
    for (count, each) in fields.iter().map(size) {
        inputs = inputs.saturating_add(count);
        characters = characters.saturating_add(count.saturating_mul(each));
    }
    if inputs > INPUTS {
        let reason = format!("all fields and cells together are {inputs} inputs, more than {INPUTS}");
        return refuse("the tool", reason, "allow fewer rows, or make two tools of it");
    }
    if characters > ROOM {
        let reason = format!("all fields together take {characters} characters, more than {ROOM}");
        return refuse("the tool", reason, "allow fewer rows and shorter answers, or make two tools of it");
    }
    Ok(())
}

fn kind(place: &str, kind: &Kind) -> Result<(), Error> {
    match kind {
        Kind::Line { most } => between(place, "most", *most, (1, LINE)),
        Kind::Words { most } => between(place, "most", *most, (1, WORDS)),
        Kind::Rating { .. } | Kind::Date => Ok(()),
        Kind::Choice { options } | Kind::Choices { options } => options_hold(place, options),
        Kind::Rows { columns, most } => {
            between(place, "most", *most, (1, ROWS))?;
            columns_hold(place, columns)
        }
        Kind::People { most } => between(place, "most", *most, (1, ROWS)),
        Kind::Curve { most, .. } => between(place, "most", *most, (2, ROWS)),
    }
}

fn options_hold(place: &str, options: &[Choice]) -> Result<(), Error> {
    between(place, "the number of options", options.len(), (2, OPTIONS))?;
    for option in options {
        code(&format!("{place}, option {}", option.code), &option.code)?;
    }
    once(&format!("{place}, option"), options.iter().map(|option| option.code.as_str()))
}

fn columns_hold(place: &str, columns: &[Column]) -> Result<(), Error> {
    between(place, "the number of columns", columns.len(), (1, COLUMNS))?;
    for column in columns {
        code(&format!("{place}, column {}", column.code), &column.code)?;
    }
    once(&format!("{place}, column"), columns.iter().map(|column| column.code.as_str()))
}

fn once<'a>(what: &str, codes: impl Iterator<Item = &'a str>) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for code in codes {
        if !seen.insert(code) {
            return refuse(
                &format!("{what} {code}"),
                "this code is used twice",
                "give one of the two another code",
            );
        }
    }
    Ok(())
}

fn code(place: &str, code: &str) -> Result<(), Error> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if code.starts_with(|c: char| c.is_ascii_lowercase()) && code.chars().all(plain) && code.len() <= CODE {
        return Ok(());
    }
    let remedy = format!("use a to z, digits and _, at most {CODE} in all, a letter first");
    refuse(place, format!("{code:?} is not a code"), remedy)
}

fn both(place: &str, words: &Text, most: usize) -> Result<(), Error> {
    text(&format!("{place} (en)"), &words.en, most)?;
    match &words.es {
        Some(es) => text(&format!("{place} (es)"), es, most),
        None => Ok(()),
    }
}

fn text(place: &str, words: &str, most: usize) -> Result<(), Error> {
    if words.trim().is_empty() {
        return refuse(
            place,
            "the text is empty",
            "write it, or leave the whole key out if it may be absent",
        );
    }
    let found = words.chars().count();
    if found > most {
        return refuse(place, format!("the text has {found} characters"), format!("use at most {most}"));
    }
    if words.chars().any(char::is_control) {
        return refuse(place, "the text has a line break or a control character", "write it in one line");
    }
    Ok(())
}

/// Every text of the tool with its place; the last word of the place says what it is.
pub(crate) fn texts(tool: &Tool) -> Vec<(String, &Text)> {
    let mut found =
        vec![("the tool's name".to_owned(), &tool.name), ("the tool's purpose".to_owned(), &tool.purpose)];
    for part in &tool.parts {
        found.push((format!("part {}, title", part.code), &part.title));
        found.extend(part.hint.iter().map(|hint| (format!("part {}, hint", part.code), hint)));
        for field in &part.fields {
            of_field(field, &mut found);
        }
    }
    found
}

fn of_field<'a>(field: &'a Field, found: &mut Vec<(String, &'a Text)>) {
    let place = format!("field {}", field.code);
    found.push((format!("{place}, label"), &field.label));
    found.extend(field.hint.iter().map(|hint| (format!("{place}, hint"), hint)));
    match &field.kind {
        Kind::Rating { low, high } | Kind::Curve { low, high, .. } => {
            found.push((format!("{place}, low"), low));
            found.push((format!("{place}, high"), high));
        }
        Kind::Choice { options } | Kind::Choices { options } => {
            found.extend(options.iter().map(|one| (format!("{place}, {} option", one.code), &one.label)));
        }
        Kind::Rows { columns, .. } => {
            found.extend(columns.iter().map(|one| (format!("{place}, {} column", one.code), &one.label)));
        }
        Kind::Line { .. } | Kind::Words { .. } | Kind::Date | Kind::People { .. } => {}
    }
}

/// See [`Tool::follows`].
pub(crate) fn follow(new: &Tool, old: &Tool) -> Result<(), Error> {
    if new.id != old.id {
        return refuse(
            "the tool's id",
            format!("\"{}\" is not \"{}\"", new.id, old.id),
            "keep the id of the tool",
        );
    }
    if new.version <= old.version {
        let reason = format!("version {} is not newer than version {}", new.version, old.version);
        return refuse("the tool", reason, format!("write {} or more", old.version.saturating_add(1)));
    }
    for (_, field) in new.fields() {
        let Some(before) = old.field(&field.code) else { continue };
        let place = format!("field {}", field.code);
        if field.kind.name() != before.kind.name() {
            let reason = format!("version {} has it as {}", old.version, before.kind.name());
            return refuse(&place, reason, "give the new field a code of its own");
        }
        same_columns(&place, &field.kind, &before.kind)?;
    }
    Ok(())
}

fn same_columns(place: &str, new: &Kind, old: &Kind) -> Result<(), Error> {
    let (Kind::Rows { columns: new, .. }, Kind::Rows { columns: old, .. }) = (new, old) else {
        return Ok(());
    };
    for column in old {
        if !new.iter().any(|one| one.code == column.code && one.kind == column.kind) {
            let reason = format!("the column {} is gone or takes something else", column.code);
            return refuse(place, reason, "keep it, or give the whole field a new code");
        }
    }
    Ok(())
}
