//! A participant's page about their supporter: the one they have, or the offers to choose from.

use askama::Template;
use axum::extract::Path;
use cairn_matching::{Exclusion, exclusions};
use uuid::Uuid;

use super::reason::{self, Reader};
use super::store::{self, matches::Current, offers::OfferCard, requests::ConflictLine};
use super::{conflicts, endings, exclusion, languages, standing::only};
use crate::access::{Desk, Record, Role, Seat};
use crate::hand_overs;
use crate::ids::{MatchId, OfferId, ParticipantId, SupporterId};
use crate::intake::RecordHead;
use crate::web::{Answer, Choice, Form, Problem, Shell, Text, Visit};

#[derive(Template)]
#[template(path = "matching/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    hat: Hat,
    current: Option<CurrentView>,
    chosen: Option<CardView>,
    offers: Vec<CardView>,
    asked: bool,
    /// A hand-over is under way: the one of now stays until the next has said yes.
    handing_over: bool,
    told: bool,
    enrolled: bool,
    hindered: Vec<Hindered>,
    conflicts: Vec<ConflictView>,
    conflict_kinds: Vec<Choice>,
    supporters: Vec<Choice>,
    wished_by: Vec<Choice>,
}

/// What the viewer may do here.
struct Hat {
    /// Choose, decline, ask for others.
    answers: bool,
    coordinates: bool,
    /// Tell wishes, end the match.
    takes_part: bool,
    /// Their own profile, when the viewer is this participant's supporter.
    supporter: bool,
}

struct CurrentView {
    id: MatchId,
    supporter: SupporterId,
    name: String,
    initials: String,
    since: String,
    video_link: Option<String>,
    lines: Vec<String>,
}

struct CardView {
    id: OfferId,
    /// Each offer's forms have a key of their own: answering two offers is not the same form sent twice.
    key: Uuid,
    name: String,
    initials: String,
    languages: String,
    lines: Vec<String>,
    made: String,
}

/// A supporter who could not be offered, and what stood in the way. For the coordinator alone.
struct Hindered {
    name: String,
    why: Vec<String>,
}

struct ConflictView {
    supporter: String,
    kind: String,
    on: String,
}

struct Loaded {
    head: RecordHead,
    acting_as: Role,
    current: Option<Current>,
    chosen: Option<(OfferCard, Uuid)>,
    offers: Vec<(OfferCard, Uuid)>,
    asked: bool,
    handing_over: bool,
    told: bool,
    enrolled: bool,
    coordination: Option<Coordination>,
}

/// What only a coordinator sees.
struct Coordination {
    hindered: Vec<(String, Vec<Exclusion>)>,
    conflicts: Vec<ConflictLine>,
    supporters: Vec<(SupporterId, String)>,
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

pub async fn draw(visit: Visit, id: ParticipantId, form: Form) -> Answer {
    let (visitor, loaded) = visit.write(move |desk| load(desk, id)).await?;
    let (t, shell) = visitor.shell("supporter-title");
    visitor.show_form(&form, page(t, shell, form.clone(), loaded))
}

fn load(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Loaded, Problem> {
    let record = desk.open_record(id)?;
    only(&record, &[Role::Participant, Role::PeerSupporter, Role::Supervisor, Role::Coordinator])?;
    let coordinates = !record.is_own() && desk.viewer.is(Role::Coordinator);
    let current = store::matches::current(desk.tx, &record)?;
    let offers = store::offers::open(desk.tx, &record)?;
    let chosen = store::offers::chosen(desk.tx, &record)?.map(|card| (card, desk.id()));
    let offers: Vec<_> = offers.into_iter().map(|card| (card, desk.id())).collect();
    let handing_over = hand_overs::store::running(desk.tx, id)?.is_some();
    let looking = (current.is_none() || handing_over) && offers.is_empty() && chosen.is_none();
    let coordination = if coordinates {
        let seat = desk.seat(&[Role::Coordinator])?;
        Some(coordination(desk, &record, &seat, looking)?)
    } else {
        None
    };
    Ok(Loaded {
        head: RecordHead::load(desk.tx, &record)?,
        acting_as: record.acting_as(),
        current,
        chosen,
        offers,
        handing_over,
        asked: store::offers::asked_for_others(desk.tx, &record)?,
        told: store::requests::are_told(desk.tx, &record)?,
        enrolled: store::matches::is_enrolled(desk.tx, id)?,
        coordination,
    })
}

fn coordination(
    desk: &mut Desk<'_, '_>,
    record: &Record,
    seat: &Seat,
    looking: bool,
) -> Result<Coordination, Problem> {
    let peers = store::supporters::peers(desk.tx, seat, &desk.program.settings.caseload)?;
    let (person, request) = store::requests::request(desk.tx, seat, record.participant())?;
    let others: Vec<_> = peers.iter().filter(|peer| peer.person != person).collect();
    let hindered: Vec<_> =
        others.iter().map(|peer| (peer.name.clone(), exclusions(&request, &peer.profile))).collect();
    // Only when nobody can be offered: who can be is told by the offers themselves.
    let nobody = looking && hindered.iter().all(|(_, why)| !why.is_empty());
    Ok(Coordination {
        hindered: if nobody { hindered } else { Vec::new() },
        conflicts: store::requests::conflicts(desk.tx, record)?,
        supporters: others.iter().map(|peer| (peer.id, peer.name.clone())).collect(),
    })
}

/// The first letters of the first two words.
fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect()
}

fn card_view(t: &Text, (card, key): (OfferCard, Uuid), reader: Reader) -> CardView {
    let spoken: Vec<String> = card.languages.iter().map(|code| languages::word(t, code)).collect();
    CardView {
        id: card.id,
        key,
        initials: initials(&card.name),
        name: card.name,
        languages: spoken.join(", "),
        lines: reason::lines(t, &card.reasons, reader),
        made: t.on_day(&card.made_at),
    }
}

fn current_view(t: &Text, mut current: Current, reader: Reader) -> CurrentView {
    // It spoke for the offer; the place is theirs by now.
    current.reasons.retain(|told| *told != reason::Told::HasRoom);
    CurrentView {
        id: current.id,
        supporter: current.supporter,
        initials: initials(&current.name),
        name: current.name,
        since: t.on_day(&current.since),
        video_link: current.video_link,
        lines: reason::lines(t, &current.reasons, reader),
    }
}

fn page(t: Text, shell: Shell, f: Form, loaded: Loaded) -> ShowPage {
    let reader = if loaded.head.own { Reader::Participant } else { Reader::Staff };
    let coordinates = loaded.coordination.is_some();
    let hat = Hat {
        answers: loaded.head.own || coordinates,
        coordinates,
        takes_part: loaded.acting_as != Role::Supervisor || coordinates,
        supporter: loaded.acting_as == Role::PeerSupporter,
    };
    let (hindered, conflicts, supporters) = match loaded.coordination {
        Some(seen) => (seen.hindered, seen.conflicts, seen.supporters),
        None => Default::default(),
    };
    let hindered = hindered.into_iter().map(|(name, why)| {
        let why = why.iter().map(|exclusion| exclusion::words(&t, exclusion)).collect();
        Hindered { name, why }
    });
    let conflicts = conflicts.into_iter().map(|line| ConflictView {
        supporter: line.supporter,
        kind: t.code("conflict", &line.kind),
        on: t.on_day(&line.recorded_at),
    });
    ShowPage {
        hat,
        current: loaded.current.map(|current| current_view(&t, current, reader)),
        chosen: loaded.chosen.map(|card| card_view(&t, card, reader)),
        offers: loaded.offers.into_iter().map(|card| card_view(&t, card, reader)).collect(),
        asked: loaded.asked,
        handing_over: loaded.handing_over,
        told: loaded.told,
        enrolled: loaded.enrolled,
        hindered: hindered.collect(),
        conflicts: conflicts.collect(),
        conflict_kinds: conflicts::kinds(&t),
        supporters: supporters.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        wished_by: Choice::codes(&t, "wished-by", &endings::WISHED_BY),
        head: loaded.head,
        f,
        t,
        shell,
    }
}
