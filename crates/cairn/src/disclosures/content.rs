//! What would leave, leaf by leaf: each with its kind, its time and its labels, so that the gate can take single ones
//! back. Nothing here is reachable but through a permit.

use cairn_db::{Error, Tx};
use cairn_part2::{Categories, Category, HolderKind, Party, ReceivedUnder, RecordLabel};
use jiff::Timestamp;

use super::received::Received;
use super::store;
use crate::ids::ParticipantId;
use crate::web::{Language, Text};

/// What can be chosen on a form, the least telling first. Counseling notes have a key of their own and are not here.
pub const OFFERED: [Category; 15] = [
    Category::Presence,
    Category::Name,
    Category::Attendance,
    Category::Schedule,
    Category::Progress,
    Category::Billing,
    Category::Coverage,
    Category::Contact,
    Category::Demographics,
    Category::Plan,
    Category::Assessments,
    Category::SessionNotes,
    Category::Worksheets,
    Category::Received,
    Category::Record,
];

/// A value that stands in words already, or one that each reader's language has a word for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Words(String),
    Code(&'static str, String),
    Key(&'static str),
    /// Words that differ by the reader's language and stand in no file of sentences.
    InEach(Vec<(Language, String)>),
}

impl Said {
    pub fn in_words(&self, t: &Text) -> String {
        match self {
            Said::Words(words) => words.clone(),
            Said::Code(kind, code) => t.code(kind, code),
            Said::Key(key) => t.get(key),
            Said::InEach(words) => {
                let own = words.iter().find(|(language, _)| *language == t.language);
                own.map(|(_, words)| words.clone()).unwrap_or_default()
            }
        }
    }
}

/// One record of what leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    pub id: String,
    pub category: Category,
    pub at: Option<Timestamp>,
    /// The labels that it came with, when it came from somebody else.
    pub labels: Option<Vec<String>>,
    /// Keys of what each line is, and what it says.
    pub lines: Vec<(&'static str, Said)>,
}

impl Leaf {
    /// Only what was recorded piece by piece is asked about piece by piece.
    fn is_a_record(&self) -> bool {
        self.at.is_some()
    }
}

/// Everything of these kinds that the record holds.
pub(super) fn collect(
    tx: &mut Tx<'_>,
    participant: ParticipantId,
    categories: Categories,
    now: Timestamp,
) -> Result<Vec<Leaf>, Error> {
    let wanted = categories.widened();
    let mut leaves = store::content::person(tx, participant)?;
    if wanted.meets(Categories::of(&[Category::Attendance, Category::Billing, Category::SessionNotes])) {
        leaves.extend(store::content::sessions(tx, participant)?);
        leaves.extend(store::groups::meetings(tx, participant)?);
    }
    if wanted.contains(Category::Schedule) {
        leaves.extend(store::content::schedule(tx, participant, now)?);
    }
    if wanted.contains(Category::Plan) {
        leaves.extend(store::content::plan(tx, participant)?);
    }
    if wanted.contains(Category::Progress) {
        leaves.extend(store::content::progress(tx, participant)?);
    }
    if wanted.contains(Category::Assessments) {
        leaves.extend(store::content::assessments(tx, participant)?);
    }
    if wanted.contains(Category::Worksheets) {
        leaves.extend(store::worksheets::of_record(tx, participant)?);
    }
    if wanted.contains(Category::Coverage) {
        leaves.extend(store::content::coverage(tx, participant)?);
    }
    if wanted.contains(Category::Received) {
        leaves.extend(store::received::all(tx, participant)?.iter().map(received));
    }
    leaves.retain(|leaf| wanted.contains(leaf.category) && !leaf.lines.is_empty());
    Ok(leaves)
}

fn received(from: &Received) -> Leaf {
    let mut lines = vec![
        ("pages-received-from", Said::Words(from.sender_name.clone())),
        ("pages-received-on", Said::Words(from.received_on.to_string())),
        ("pages-received-description", Said::Words(from.description.clone())),
    ];
    if let Some(content) = &from.content {
        lines.push(("pages-received-content", Said::Words(content.clone())));
    }
    let at = from.recorded_at;
    let labels = Some(from.labels.clone());
    Leaf { id: from.id.to_string(), category: Category::Received, at: Some(at), labels, lines }
}

/// The labels by which the gate decides record by record.
pub(super) fn labels(leaves: &[Leaf], received: &[Received]) -> Vec<RecordLabel> {
    let label = |leaf: &Leaf| RecordLabel {
        id: leaf.id.clone(),
        category: leaf.category,
        created_at: leaf.at,
        received: received.iter().find(|from| from.id.to_string() == leaf.id).map(origin),
        paid_in_full: false,
    };
    leaves.iter().filter(|leaf| leaf.is_a_record()).map(label).collect()
}

fn origin(from: &Received) -> cairn_part2::Received {
    let under = match from.held_as.as_str() {
        "tpo" => ReceivedUnder::Tpo,
        "part2_program" => ReceivedUnder::Consent,
        _ => ReceivedUnder::Unknown,
    };
    let party = Party { id: from.id.to_string(), name: from.sender_name.clone(), kind: None };
    cairn_part2::Received { from: party, under }
}

/// As what the program holds what it made itself.
pub(super) const HOLDER: HolderKind = HolderKind::Part2CoveredEntity;
