//! Worksheets that are part of the record, read for the gate alone.

use cairn_db::{Error, Tx, params};
use cairn_part2::Category;
use cairn_toolkit::Answers;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::disclosures::content::{Leaf, Said};
use crate::ids::{ParticipantId, RowId};
use crate::tools;
use crate::web::{Language, Text};

struct Sheet {
    id: RowId,
    tool: String,
    definition: u32,
    answers: Answers,
    saved_at: Timestamp,
}

/// The newest version of each, in the words of each language: what asked has its words in both.
pub fn of_record(tx: &mut Tx<'_>, participant: ParticipantId) -> Result<Vec<Leaf>, Error> {
    let library = tools::Library::load(tx)?;
    let texts = Language::ALL.map(|language| (language, Text::new(language, TimeZone::UTC)));
    let sheets = tx.all(
        "SELECT w.id, w.tool, v.definition_version, v.answers, v.saved_at FROM worksheets w
         JOIN worksheet_versions v ON v.worksheet_id = w.id
         WHERE w.participant_id = $1 AND w.tier = 'record'
           AND v.version = (SELECT MAX(x.version) FROM worksheet_versions x WHERE x.worksheet_id = w.id)
         ORDER BY v.saved_at DESC, w.id DESC",
        params![participant],
        |row| {
            let answers = row.get::<Option<String>>("answers")?.unwrap_or_default();
            Ok(Sheet {
                id: row.get("id")?,
                tool: row.get("tool")?,
                definition: u32::try_from(row.get::<i64>("definition_version")?).unwrap_or_default(),
                answers: Answers::from_json(&answers).unwrap_or_default(),
                saved_at: row.get("saved_at")?,
            })
        },
    )?;
    Ok(sheets.iter().map(|sheet| leaf(sheet, &library, &texts)).collect())
}

fn leaf(sheet: &Sheet, library: &tools::Library, texts: &[(Language, Text)]) -> Leaf {
    let each = |say: &dyn Fn(&Text) -> String| {
        Said::InEach(texts.iter().map(|(language, t)| (*language, say(t))).collect())
    };
    let name = each(&|t| tools::name_of(t, library, &sheet.tool));
    let words = each(&|t| {
        let asked = (sheet.tool.as_str(), sheet.definition);
        tools::in_plain_words(t, library, asked, &sheet.answers).join("\n")
    });
    Leaf {
        id: sheet.id.to_string(),
        category: Category::Worksheets,
        at: Some(sheet.saved_at),
        labels: None,
        lines: vec![("pages-worksheet", name), ("pages-worksheet-words", words)],
    }
}
