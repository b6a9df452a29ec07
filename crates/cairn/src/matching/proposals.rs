//! The coordinator asks for a proposal, decides about pairs, sends it out or sets it aside.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::Path;
use cairn_matching::Proposal;
use jiff::Timestamp;

use super::proposal::{self, Content};
use super::reason::{self, Reader};
use super::round;
use super::store::{self, matches::Waiting, proposals::PairDecision};
use crate::access::{Desk, Role, Seat};
use crate::audit::Act;
use crate::ids::{ParticipantId, ProposalId, SupporterId};
use crate::web::{Answer, Choice, Form, Problem, Refusal, Shell, Text, Visit};

/// Far above any waiting list of one program.
const EVERYONE: i64 = 10_000;

/// Proposes a supporter to each participant whose turn it is: those without offers, and those who asked for others.
/// Who is choosing, or waits for a supporter's answer, is left in peace.
pub async fn create(visit: Visit, form: Form) -> Answer {
    let location = visit
        .submit(&form, move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            store::one_at_a_time(desk.tx)?;
            let lines = store::matches::waiting(desk.tx, &seat, EVERYONE, 0)?;
            let mut waiting = Vec::new();
            for line in lines.into_iter().filter(|line| Waiting::needs_offers(line.state)) {
                let (person, request) = store::requests::request(desk.tx, &seat, line.id)?;
                desk.enter_about(&seat, line.id, Act::Created, "proposal")?;
                waiting.push((person, line.id, request));
            }
            if waiting.is_empty() {
                return Err(Refusal { field: "proposal", key: "proposal-nobody-waits" }.into());
            }
            let peers = store::supporters::peers(desk.tx, &seat, &desk.program.settings.caseload)?;
            let content = proposal::gather(&waiting, &peers, &desk.program.settings.matching);
            let text =
                serde_json::to_string(&content).map_err(|_| Problem::Defect("a proposal cannot be kept"))?;
            let id: ProposalId = desk.id();
            store::proposals::add(desk.tx, &seat, id, &text, desk.now)?;
            Ok(format!("/proposals/{id}"))
        })
        .await?;
    visit.redirect(&location, "")
}

#[derive(Template)]
#[template(path = "matching/proposal.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    id: ProposalId,
    made: String,
    decision: Option<String>,
    total: i128,
    pairs: Vec<PairView>,
    without: Vec<(String, Vec<String>)>,
    effects: Vec<EffectView>,
    participants: Vec<Choice>,
    supporters: Vec<Choice>,
    kinds: Vec<Choice>,
}

struct PairView {
    participant: ParticipantId,
    name: String,
    supporter: String,
    lines: Vec<String>,
}

struct EffectView {
    words: String,
    change: i128,
    moved: String,
}

struct Loaded {
    proposed_at: Timestamp,
    decision: Option<String>,
    content: Content,
    decisions: Vec<PairDecision>,
    plan: Proposal,
    names: Names,
}

/// Names of everyone in a proposal, by id; the proposal itself holds ids alone.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    fn load(desk: &mut Desk<'_, '_>, seat: &Seat, content: &Content) -> Result<Names, Problem> {
        let mut names = BTreeMap::new();
        let without = content.without.iter().map(|without| without.participant);
        for id in content.participants().into_iter().chain(without) {
            names.extend(
                store::matches::participant_name(desk.tx, seat, id)?.map(|name| (id.to_string(), name)),
            );
        }
        for room in &content.rooms {
            let name = store::matches::supporter_name(desk.tx, seat, room.supporter)?;
            names.extend(name.map(|name| (room.supporter.to_string(), name)));
        }
        Ok(Names(names))
    }

    fn of(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_default()
    }

    fn choices(&self, ids: impl Iterator<Item = String>) -> Vec<Choice> {
        let mut choices: Vec<Choice> = ids.map(|id| Choice::new(id.clone(), self.of(&id))).collect();
        choices.sort_by(|left, right| (&left.label, &left.value).cmp(&(&right.label, &right.value)));
        choices
    }
}

pub async fn show(visit: Visit, Path(id): Path<ProposalId>) -> Answer {
    let form = visit.new_form();
    draw(visit, id, form).await
}

async fn draw(visit: Visit, id: ProposalId, form: Form) -> Answer {
    let (visitor, loaded) = visit
        .read(move |desk| {
            let seat = desk.seat(&[Role::Coordinator])?;
            load(desk, &seat, id)
        })
        .await?;
    let (t, shell) = visitor.shell("proposal-title");
    let page = page(t, shell, (id, form.clone()), loaded);
    visitor.show_form(&form, page)
}

fn load(desk: &mut Desk<'_, '_>, seat: &Seat, id: ProposalId) -> Result<Loaded, Problem> {
    let (found, content) = find(desk, seat, id)?;
    let decisions = store::proposals::overrides(desk.tx, seat, id)?;
    let plan = content.plan(&decisions).map_err(|_| Problem::Defect("a proposal cannot be worked out"))?;
    let names = Names::load(desk, seat, &content)?;
    Ok(Loaded { proposed_at: found.proposed_at, decision: found.decision, content, decisions, plan, names })
}

fn find(
    desk: &mut Desk<'_, '_>,
    seat: &Seat,
    id: ProposalId,
) -> Result<(store::proposals::Proposed, Content), Problem> {
    let found = store::proposals::find(desk.tx, seat, id)?.ok_or(Problem::NotFound)?;
    let content =
        serde_json::from_str(&found.content).map_err(|_| Problem::Defect("a proposal cannot be read"))?;
    Ok((found, content))
}

fn page(t: Text, shell: Shell, (id, f): (ProposalId, Form), loaded: Loaded) -> ShowPage {
    let Loaded { proposed_at, decision, content, decisions, plan, names } = loaded;
    let pair = |pair: &cairn_matching::Pair| {
        let (participant, supporter) = (pair.participant.parse().ok()?, pair.supporter.parse().ok()?);
        let lines = reason::lines(&t, content.reasons(participant, supporter), Reader::Staff);
        Some(PairView {
            participant,
            name: names.of(&pair.participant),
            supporter: names.of(&pair.supporter),
            lines,
        })
    };
    let no_room = |id: &String| (names.of(id), vec![t.get("proposal-room-went-to-others")]);
    let hindered = |without: &proposal::Without| {
        let count = |(code, n): (&String, &u32)| {
            t.args("proposal-why", [("what", t.code("exclusion-short", code).into()), ("n", (*n).into())])
        };
        (names.of(&without.participant.to_string()), without.why.iter().map(count).collect())
    };
    let effect = |effect: &cairn_matching::Effect| {
        let made = decisions.get(effect.override_index)?;
        let key = if made.kind == "pin" { "proposal-effect-pin" } else { "proposal-effect-forbid" };
        let (participant, supporter) = (made.participant.to_string(), made.supporter.to_string());
        Some(EffectView {
            words: t.args(
                key,
                [("participant", names.of(&participant).into()), ("supporter", names.of(&supporter).into())],
            ),
            change: effect.total_change,
            moved: effect.moved.iter().map(|id| names.of(id)).collect::<Vec<_>>().join(", "),
        })
    };
    ShowPage {
        made: t.instant(&proposed_at),
        total: plan.total,
        pairs: plan.assignment.pairs.iter().filter_map(pair).collect(),
        without: plan
            .assignment
            .unassigned
            .iter()
            .map(no_room)
            .chain(content.without.iter().map(hindered))
            .collect(),
        effects: plan.effects.iter().filter_map(effect).collect(),
        participants: names.choices(content.participants().iter().map(ToString::to_string)),
        supporters: names.choices(content.rooms.iter().map(|room| room.supporter.to_string())),
        kinds: Choice::codes(&t, "proposal-kind", &["pin", "forbid"]),
        t,
        shell,
        f,
        id,
        decision,
    }
}

/// Two people shall, or shall not, be paired, whatever the total says.
pub async fn decide_pair(visit: Visit, Path(id): Path<ProposalId>, mut form: Form) -> Answer {
    let kind = form.required_choice("kind", &["pin", "forbid"]);
    let (participant, supporter) = (form.id("participant"), form.id("supporter"));
    if participant.is_none() || supporter.is_none() {
        form.wrong("participant", "proposal-choose-both");
    }
    if let (Some(participant), Some(supporter), true) = (participant, supporter, form.is_valid()) {
        let outcome =
            visit.submit(&form, move |desk| save_pair(desk, id, kind, (participant, supporter))).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, id, form).await
}

fn save_pair(
    desk: &mut Desk<'_, '_>,
    id: ProposalId,
    kind: String,
    (participant, supporter): (ParticipantId, SupporterId),
) -> Result<String, Problem> {
    let seat = desk.seat(&[Role::Coordinator])?;
    let (found, content) = find(desk, &seat, id)?;
    check_undecided(&found)?;
    let mut decisions = store::proposals::overrides(desk.tx, &seat, id)?;
    let new = PairDecision { id: desk.id(), kind, participant, supporter };
    decisions.push(new.clone());
    content.plan(&decisions).map_err(|error| proposal::refusal(&error))?;
    store::proposals::add_override(desk.tx, &seat, id, &new, desk.now)?;
    desk.enter_seated(&seat, Act::Changed, "proposal", id.to_string())?;
    Ok(format!("/proposals/{id}"))
}

fn check_undecided(found: &store::proposals::Proposed) -> Result<(), Problem> {
    let decided = Refusal { field: "kind", key: "proposal-decided-already" };
    if found.decision.is_none() { Ok(()) } else { Err(decided.into()) }
}

/// Sends the proposal out as offers, or sets it aside. Participants choose all the same.
pub async fn decide(visit: Visit, Path(id): Path<ProposalId>, mut form: Form) -> Answer {
    let decision = form.choice("decision", &["sent", "set_aside"]).filter(|_| form.is_valid());
    let location = visit.submit(&form, move |desk| save_decision(desk, id, decision.as_deref())).await?;
    visit.redirect(&location, "saved")
}

fn save_decision(desk: &mut Desk<'_, '_>, id: ProposalId, decision: Option<&str>) -> Result<String, Problem> {
    let seat = desk.seat(&[Role::Coordinator])?;
    store::one_at_a_time(desk.tx)?;
    let (found, content) = find(desk, &seat, id)?;
    let decision = decision.ok_or(Problem::BadRequest)?;
    check_undecided(&found)?;
    if decision == "sent" {
        let decisions = store::proposals::overrides(desk.tx, &seat, id)?;
        let plan =
            content.plan(&decisions).map_err(|_| Problem::Defect("a proposal cannot be worked out"))?;
        let pair = |pair: &cairn_matching::Pair| {
            Some((pair.participant.parse().ok()?, pair.supporter.parse().ok()?))
        };
        let pairs: Vec<(ParticipantId, SupporterId)> =
            plan.assignment.pairs.iter().filter_map(pair).collect();
        round::send(desk, &seat, &pairs)?;
    }
    store::proposals::decide(desk.tx, &seat, id, decision, desk.now)?;
    desk.enter_seated(&seat, Act::Answered, "proposal", id.to_string())?;
    Ok("/matches".to_string())
}
