//! What the pages of a part share: whose it is, who will read what is written, and a form of a few questions.

use askama::Template;

use super::Phase;
use super::opened::{self, Opened};
use crate::access::{Circle, Desk, RecordOf, Tier};
use crate::audit::Act;
use crate::family_members::FamilyCircle;
use crate::ids::RowId;
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

/// What somebody's words can be: nothing of a repair becomes part of the record that a consent lets out.
pub const TIERS: [Tier; 4] = [Tier::Mine, Tier::Ours, Tier::Supervised, Tier::Team];
pub const TIER_CODES: [&str; 4] = ["mine", "ours", "supervised", "team"];

/// The tier that a form says; the narrowest that helps unless it says one.
pub fn tier(form: &mut Form) -> Tier {
    Tier::from_code(&form.required_choice("tier", &TIER_CODES)).unwrap_or(Tier::Mine)
}

/// What stands above a page of a part.
pub struct Head {
    pub id: RowId,
    pub named: String,
    pub own: bool,
    /// The name of the person whose part it is.
    pub who: String,
    /// It ended, and is read by its person.
    pub is_over: bool,
    /// Where the person's repairs are listed.
    pub index: String,
    /// The person's record.
    pub record: String,
    pub of_family: bool,
}

impl Head {
    pub fn of(opened: &Opened) -> Head {
        let record = opened.part.of.path();
        Head {
            id: opened.part.id,
            named: opened.part.named.clone(),
            own: opened.is_own(),
            who: opened.who.clone(),
            is_over: opened.is_own() && opened.phase().is_ended(),
            index: format!("{record}/relationships"),
            of_family: opened.part.of.member().is_some(),
            record,
        }
    }

    pub fn title(&self, t: &Text) -> String {
        title(t, (&self.who, &self.named), self.own)
    }
}

/// What a part is called: by its person, and by whoever walks with them.
pub fn title(t: &Text, (who, named): (&str, &str), own: bool) -> String {
    if own {
        return t.with("repair-with", "name", named);
    }
    t.args("repair-between", [("who", who.into()), ("name", named.into())])
}

/// A phase in words: to the person whose part it is, and about them to others.
pub fn phase_words(t: &Text, phase: Phase, own: bool) -> String {
    let speaks_to_them = matches!(
        phase,
        Phase::Readiness
            | Phase::Preparing
            | Phase::ToAnswer
            | Phase::Planning
            | Phase::ToAgree
            | Phase::Ready
            | Phase::Stopped
    );
    t.code(if speaks_to_them && !own { "repair-their-phase" } else { "repair-phase" }, phase.code())
}

/// What comes next, in words to the person whose part it is.
pub fn next_words(t: &Text, phase: Phase, of_family: bool) -> String {
    // A family member gave this answer; a participant was given it.
    let answered = of_family && matches!(phase, Phase::NotNow | Phase::No);
    t.code(if answered { "repair-next-family" } else { "repair-next" }, phase.code())
}

/// The people around whoever's part it is.
pub enum Around {
    Participant(Circle),
    Family(FamilyCircle),
}

impl Around {
    pub fn load(desk: &mut Desk<'_, '_>, record: &RecordOf) -> Result<Around, Problem> {
        Ok(match record {
            RecordOf::Participant(record) => Around::Participant(Circle::load(desk.tx, record)?),
            RecordOf::FamilyMember(record) => Around::Family(FamilyCircle::load(desk, record)?),
        })
    }

    /// Each tier with who reads it.
    pub fn choices(&self, t: &Text) -> Vec<Choice> {
        match self {
            Around::Participant(circle) => circle.choices(t, &TIERS),
            Around::Family(circle) => circle.choices(t, &TIERS),
        }
    }
}

/// A question of a form. `sort` names the component that asks it.
pub struct Field {
    pub sort: &'static str,
    pub name: &'static str,
    /// Key of its label.
    pub label: &'static str,
    pub options: Vec<Choice>,
    pub optional: bool,
    /// How many characters words may have.
    pub longest: usize,
}

impl Field {
    pub fn words(name: &'static str, label: &'static str) -> Field {
        Field { sort: "words", name, label, options: Vec::new(), optional: false, longest: 4000 }
    }

    pub fn scale(name: &'static str, label: &'static str) -> Field {
        Field { sort: "scale", ..Field::words(name, label) }
    }

    pub fn radios(name: &'static str, label: &'static str, options: Vec<Choice>) -> Field {
        Field { sort: "radios", options, ..Field::words(name, label) }
    }

    pub fn optional(self) -> Field {
        Field { optional: true, ..self }
    }

    pub fn at_most(self, longest: usize) -> Field {
        Field { longest, ..self }
    }
}

/// Something that was said, as far as the viewer reads it.
pub struct Entry {
    pub when: String,
    pub tier: String,
    /// What was asked, and what was said.
    pub said: Vec<(String, String)>,
    /// Handing it over, where that is possible.
    pub release: Option<Handing>,
}

/// How one version of one's words stands to the other side.
pub struct Handing {
    pub kind: &'static str,
    pub object: RowId,
    /// The release that stands, and whether it was read.
    pub release: Option<(RowId, bool)>,
}

/// What the other side handed over.
pub struct Received {
    pub id: RowId,
    /// None: there is something to read.
    pub said: Option<Vec<(String, String)>>,
}

/// One step: what it is for, its questions, what was said before.
#[derive(Template)]
#[template(path = "relationships/write.html")]
pub struct WritePage {
    pub t: Text,
    pub shell: Shell,
    pub f: Form,
    pub head: Head,
    /// Code of the step, from which its words come.
    pub step: &'static str,
    /// Where the form is sent.
    pub action: String,
    /// Why nothing is asked today, where that can be said.
    pub note: Option<String>,
    /// Empty for a reader, and where nothing more is written.
    pub fields: Vec<Field>,
    pub tiers: Vec<Choice>,
    pub entries: Vec<Entry>,
    pub received: Vec<Received>,
}

impl WritePage {
    /// Whether something may be handed over here.
    fn hands_over(&self) -> bool {
        let open = |entry: &Entry| entry.release.as_ref().is_some_and(|one| one.release.is_none());
        self.entries.iter().any(open)
    }
}

/// A repair that ended is read and not written.
pub fn check_writes(opened: &Opened) -> Result<(), Problem> {
    if opened.phase().is_ended() {
        return Err(Refusal { field: "", key: "repair-ended" }.into());
    }
    Ok(())
}

/// Does what a form asks in somebody's own part: where it leads, or none when the form needs another look.
pub async fn submit(
    visit: &Visit,
    id: RowId,
    form: &mut Form,
    work: impl FnOnce(&mut Desk<'_, '_>, &Opened) -> Result<String, Problem> + Send + 'static,
) -> Result<Option<String>, Problem> {
    let valid = form.is_valid();
    let outcome = visit
        .submit(form, move |desk| {
            let opened = opened::open_own(desk, id)?;
            if !valid {
                return Err(Problem::BadRequest);
            }
            let location = work(desk, &opened)?;
            opened::enter(desk, &opened, Act::Changed)?;
            Ok(location)
        })
        .await;
    crate::families::settle(form, outcome)
}

/// The same for a button: nothing to draw again.
pub async fn press(
    visit: Visit,
    id: RowId,
    mut form: Form,
    work: impl FnOnce(&mut Desk<'_, '_>, &Opened) -> Result<String, Problem> + Send + 'static,
) -> Answer {
    match submit(&visit, id, &mut form, work).await? {
        Some(location) => visit.redirect(&location, "saved"),
        None => super::show::draw(visit, form, id).await,
    }
}
