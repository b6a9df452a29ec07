//! Answering one instrument: the person by themselves, or together with whoever walks with them, who reads each question
//! aloud word for word.

use askama::Template;
use axum::extract::Path;
use cairn_instruments::Definition;
use jiff::civil::Date;

use super::store::{self, NewAssessment};
use super::{
    Answers, Asked, Assessment, MODES, Questionnaire, REASONS, STATUSES, Side, library, looks, may_answer,
    offered_as, suggested,
};
use crate::access::{Circle, Desk, Record, Tier};
use crate::audit::Act;
use crate::ids::{AssessmentId, ParticipantId};
use crate::intake::RecordHead;
use crate::people;
use crate::web::{Answer, Choice, Form, Language, Problem, Refusal, Shell, Text, Visit};

/// What a person says for themselves; the other statuses are for whoever writes it down.
const OWN_STATUSES: [&str; 2] = ["answered", "declined"];

#[derive(Template)]
#[template(path = "assessments/answer.html")]
struct AnswerPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    q: Questionnaire,
    statuses: Vec<Choice>,
    modes: Vec<Choice>,
    reasons: Vec<Choice>,
    tiers: Vec<Choice>,
    /// The questions are in the person's language, which is not the reader's.
    in_their_language: bool,
    /// The day of the answers that are to be completed, which stand in the form.
    completing: Option<Date>,
}

/// What the page needs to know.
struct Asking {
    head: RecordHead,
    circle: Circle,
    tiers: Vec<Tier>,
    language: Option<Language>,
    definition: &'static Definition,
    earlier: Option<Assessment>,
    today: Date,
}

fn open_to_answer(desk: &mut Desk<'_, '_>, id: ParticipantId) -> Result<Record, Problem> {
    let record = desk.open_record(id)?;
    if may_answer(&record) { Ok(record) } else { Err(Problem::NotFound) }
}

/// An instrument that this participant is asked, or that another answer of theirs speaks for.
fn asked_of(desk: &mut Desk<'_, '_>, filed: &[Assessment], id: &str) -> Result<Asked, Problem> {
    if let Some(asked) = offered_as(desk.tx, Side::Participant, id)? {
        return Ok(asked);
    }
    if suggested(filed) != Some(id) {
        return Err(Problem::NotFound);
    }
    let definition = library::newest(desk.tx, id)?.ok_or(Problem::NotFound)?;
    Ok(Asked::suggested(definition, Side::Participant))
}

/// Who may be chosen to read it. Who answers alone may keep it to themselves.
fn tiers(record: &Record) -> Vec<Tier> {
    let mine = record.is_own().then_some(Tier::Mine);
    mine.into_iter().chain(Tier::offered_to(record.acting_as())).collect()
}

pub async fn new(visit: Visit, Path((id, instrument)): Path<(ParticipantId, String)>) -> Answer {
    let mut form = visit.new_form();
    form.set("status", "answered");
    draw(visit, form, (id, instrument), true).await
}

async fn draw(visit: Visit, mut form: Form, (id, instrument): (ParticipantId, String), fill: bool) -> Answer {
    let version = form.value("version").to_string();
    let (visitor, asking) = visit.write(move |desk| load(desk, id, (&instrument, &version))).await?;
    if form.values("answered_on").is_empty() {
        form.set("answered_on", asking.today);
    }
    if form.value("tier").is_empty() {
        form.set("tier", Tier::Record.code());
    }
    if form.value("mode").is_empty() {
        form.set("mode", "staff_read");
    }
    let completing = asking.earlier.filter(|_| fill);
    if let Some(earlier) = &completing {
        let given = asking.definition.items.iter().zip(&earlier.answers);
        for (item, value) in given {
            form.set_some(&["item-", &item.number].concat(), *value);
        }
    }
    let (t, shell) = visitor.shell("assessments-title");
    let language = asking.language.unwrap_or(t.language);
    let q = Questionnaire::spoken(&t, asking.definition, language);
    let page = AnswerPage {
        statuses: Choice::codes(&t, "assessment-status", &STATUSES),
        modes: Choice::codes(&t, "assessment-mode", &MODES),
        reasons: Choice::codes(&t, "assessment-reason", &REASONS),
        tiers: asking.circle.choices(&t, &asking.tiers),
        in_their_language: q.language != t.language.code(),
        completing: completing.map(|earlier| earlier.answered_on),
        f: form.clone(),
        head: asking.head,
        q,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

fn load(
    desk: &mut Desk<'_, '_>,
    id: ParticipantId,
    (instrument, version): (&str, &str),
) -> Result<Asking, Problem> {
    let record = open_to_answer(desk, id)?;
    let filed = store::of_record(desk.tx, &record)?;
    let asked = asked_of(desk, &filed, instrument)?;
    // A form that comes back for another look keeps the words that were asked.
    let definition = library::find(desk.tx, instrument, version)?.unwrap_or(asked.definition);
    let language = match record.is_own() {
        true => None,
        false => Language::from_code(&people::store::language(desk.tx, record.person())?),
    };
    let started = store::stay(desk.tx, &record)?.map(|stay| stay.from);
    Ok(Asking {
        head: RecordHead::load(desk.tx, &record)?,
        circle: Circle::load(desk.tx, &record)?,
        tiers: tiers(&record),
        earlier: started.and_then(|started| to_complete(&asked, &filed, (started, desk.today()))),
        today: desk.today(),
        language,
        definition,
    })
}

/// What was answered in part, while its window is open.
fn to_complete(asked: &Asked, filed: &[Assessment], (started, today): (Date, Date)) -> Option<Assessment> {
    let own: Vec<Assessment> =
        filed.iter().filter(|one| one.instrument == asked.definition.id).cloned().collect();
    let line = asked.calendar(started, &own, today).into_iter().find(|line| line.is_to_complete(today))?;
    own.into_iter().rev().find(|one| {
        one.window == line.window && one.is_answered() && !one.kept_back && one.is_of(asked.definition)
    })
}

pub async fn create(
    visit: Visit,
    Path((id, instrument)): Path<(ParticipantId, String)>,
    mut form: Form,
) -> Answer {
    let (wanted, version) = (instrument.clone(), form.value("version").to_string());
    let (_, definition) = visit
        .clone()
        .read(move |desk| {
            // The words that were on the page, also when the program has chosen others meanwhile.
            if let Some(shown) = library::find(desk.tx, &wanted, &version)? {
                return Ok(shown);
            }
            let found = match offered_as(desk.tx, Side::Participant, &wanted)? {
                Some(asked) => Some(asked.definition),
                None => library::newest(desk.tx, &wanted)?,
            };
            found.ok_or(Problem::NotFound)
        })
        .await?;
    let answers = Answers::read(&mut form, definition);
    let on = form.date("answered_on");
    let mut codes = vec![Tier::Mine.code()];
    codes.extend(Tier::OFFERED_CODES);
    let tier = form.choice("tier", &codes).as_deref().and_then(Tier::from_code);
    if form.is_valid() {
        let outcome =
            visit.submit(&form, move |desk| file(desk, id, (definition, answers), (on, tier))).await;
        if let Some(location) = form.settle(outcome)? {
            return visit.redirect(&location, "saved");
        }
    }
    draw(visit, form, (id, instrument), false).await
}

fn file(
    desk: &mut Desk<'_, '_>,
    id: ParticipantId,
    (definition, mut answers): (&'static Definition, Answers),
    (on, tier): (Option<Date>, Option<Tier>),
) -> Result<String, Problem> {
    let record = open_to_answer(desk, id)?;
    let own = record.is_own();
    if own && !OWN_STATUSES.contains(&answers.status.as_str()) {
        return Err(Refusal { field: "status", key: "form-choose-listed" }.into());
    }
    if own {
        answers.mode = "self".to_string();
        (answers.reason, answers.reason_words) = (None, None);
    }
    // The person answers today; a paper form may be written down later.
    let answered_on = on.filter(|_| !own).unwrap_or_else(|| desk.today());
    if answered_on > desk.today() {
        return Err(Refusal { field: "answered_on", key: "answer-in-the-future" }.into());
    }
    let mut filed = store::of_record(desk.tx, &record)?;
    let asked = Asked { definition, ..asked_of(desk, &filed, &definition.id)? };
    filed.retain(|one| one.instrument == definition.id);
    let started = store::stay(desk.tx, &record)?.map(|stay| stay.from);
    let (new, alert): (AssessmentId, bool) = (desk.id(), answers.alert);
    let one = NewAssessment {
        id: new,
        window: asked.window_for(started, &filed, answered_on),
        definition,
        answers,
        answered_on,
        tier: tier.filter(|tier| tiers(&record).contains(tier)).unwrap_or(Tier::Record),
        at: desk.now,
        by: desk.viewer.person,
    };
    store::file(desk.tx, &record, &one)?;
    desk.enter(&record, Act::Answered, "assessment", Some(new.to_string()))?;
    Ok(match (alert, own) {
        (false, _) => format!("/participants/{id}/assessments"),
        (true, true) => format!("/assessments/{new}/help"),
        (true, false) => looks::crisis_path(id),
    })
}
