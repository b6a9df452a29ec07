//! Who is due: windows of people as lines, in the order in which they close.

use jiff::ToSpan;
use jiff::civil::Date;

use super::due::{Standing, days_left};
use super::store::facts::{self, Known, People, Scope};
use super::window::{Kind, Window};
use crate::access::{Desk, Role, Seat};
use crate::ids::ParticipantId;
use crate::web::Problem;

/// What a list shows.
pub const SHOWN: [&str; 5] = ["due", "ahead", "held", "lost", "done"];
/// Of which rhythm.
pub const KINDS: [&str; 3] = ["all", "follow_up", "suprt"];

/// Days in which what comes next is shown, and for which what closed is.
const NEXT_DAYS: i64 = 30;
const PAST_DAYS: i64 = 365;

/// A window of somebody, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub participant: ParticipantId,
    pub window: Window,
    pub standing: Standing,
    pub days_left: i64,
    /// Why nothing is heard now, where a reason stands.
    pub silent: Option<String>,
    /// They asked not to be contacted.
    pub held: bool,
}

impl Line {
    /// The reason to show: of what was lost the one that stood when it closed.
    pub fn silence(&self) -> Option<&str> {
        match &self.standing {
            Standing::Lost(reason) => Some(reason.as_str()),
            standing if standing.is_open() => self.silent.as_deref(),
            _ => None,
        }
    }

    pub fn is_suprt(&self) -> bool {
        self.window.kind != Kind::FollowUp
    }

    fn is_shown(&self, show: &str, today: Date) -> bool {
        let lately = self.window.closes >= today.saturating_sub(PAST_DAYS.days());
        match show {
            "ahead" => self.standing == Standing::Ahead,
            "held" => self.standing.is_open() && self.held,
            "lost" => self.standing.code() == "lost" && lately,
            "done" => self.standing == Standing::Done && lately,
            _ => self.standing.is_open() && !self.held,
        }
    }
}

/// Every window of one person that opens within the next weeks.
pub fn of_person(participant: ParticipantId, known: &Known, today: Date) -> Vec<Line> {
    let until = today.saturating_add(NEXT_DAYS.days());
    let silent = known.facts.silence_on(today).map(str::to_string);
    let line = |window: Window| Line {
        participant,
        standing: known.facts.standing(&window, today),
        days_left: days_left(&window, today),
        silent: silent.clone(),
        held: known.facts.held,
        window,
    };
    known.episodes.iter().flat_map(|(_, episode)| episode.windows(until)).map(line).collect()
}

/// The lines of many people that are asked for: what closes first stands first, of what closed the latest.
pub fn lines(people: &People, (show, kind): (&str, &str), today: Date) -> Vec<Line> {
    let wanted = |line: &Line| match kind {
        "follow_up" => !line.is_suprt(),
        "suprt" => line.is_suprt(),
        _ => true,
    };
    let all = people.iter().flat_map(|(id, known)| of_person(*id, known, today));
    let mut all: Vec<Line> = all.filter(|line| wanted(line) && line.is_shown(show, today)).collect();
    all.sort_by_key(|line| (line.window.closes, line.window.kind, line.participant));
    if matches!(show, "lost" | "done") {
        all.reverse();
    }
    all
}

/// Whom a seat follows up: a supporter their own people, a coordinator whom they reach.
pub fn scope(desk: &Desk<'_, '_>, seat: &Seat) -> Scope {
    match seat.role() {
        Role::Coordinator => Scope::Reached(crate::access::coordinated_since(desk.now)),
        _ => Scope::Of(seat.person()),
    }
}

pub fn people(desk: &mut Desk<'_, '_>, seat: &Seat, scope: Scope) -> Result<People, Problem> {
    let zone = desk.program.zone.clone();
    Ok(facts::people(desk.tx, seat, scope, (desk.now, &zone))?)
}

/// The rhythm that is looked at where none was chosen: a program that keeps no SUPRT is not told of it.
pub fn usual_kind(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<&'static str, Problem> {
    Ok(if facts::keeps_suprt(desk.tx, seat)? { "all" } else { "follow_up" })
}

/// How many people of the viewer's own a window is open with.
pub fn count_open(desk: &mut Desk<'_, '_>, seat: &Seat) -> Result<i64, Problem> {
    let kind = usual_kind(desk, seat)?;
    let scope = scope(desk, seat);
    let people = people(desk, seat, scope)?;
    let mut open: Vec<ParticipantId> =
        lines(&people, ("due", kind), desk.today()).into_iter().map(|line| line.participant).collect();
    open.sort_unstable();
    open.dedup();
    Ok(i64::try_from(open.len()).unwrap_or(i64::MAX))
}

/// Whether the one question waits for the participant who looks: a follow-up is open, and nothing was heard in it.
pub fn is_asked(desk: &mut Desk<'_, '_>, seat: &Seat, id: ParticipantId) -> Result<bool, Problem> {
    let people = people(desk, seat, Scope::One(id))?;
    Ok(!lines(&people, ("due", "follow_up"), desk.today()).is_empty())
}
