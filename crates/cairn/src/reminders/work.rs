//! The task beside the server that sends what is due.
//!
//! Two steps with a commit between them: a reminder is taken (its row is written) before it is handed over, and how that
//! ended is written after. A process that dies in between leaves a row that is never sent again: one reminder too few is
//! better than the same one twice. Two servers on one database may both look; only one of them gets the row.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use cairn_db::{Error, Tx};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use super::message::Message;
use super::send::Failure;
use super::store::sent::{End, Key, Waiting};
use super::store::{appointments, choices, contacts, sent};
use super::{CHANNELS, Choice, Lead, check_ups, unread};
use crate::access::Role;
use crate::app::App;
use crate::audit::{self, Act};
use crate::contracts::{Channel, OpenChannel, channel_open};
use crate::ids::{ParticipantId, PersonId, RowId};
use crate::people;
use crate::program::{self, Program};
use crate::web::Language;

/// How often it is looked what is due.
const LOOK: Duration = Duration::from_secs(30);

/// The task that goes its rounds until it is stopped.
pub struct Rounds {
    stop: oneshot::Sender<()>,
    stopping: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

pub fn remind(app: &App) -> Rounds {
    let app = app.clone();
    let (stop, mut stopped) = oneshot::channel();
    let stopping = Arc::new(AtomicBool::new(false));
    let asked_to_stop = stopping.clone();
    let task = tokio::spawn(async move {
        let mut look = tokio::time::interval(LOOK);
        look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _ = &mut stopped => break,
                _ = look.tick() => {}
            }
            // A sending that has begun is brought to its end also when the server is asked to stop; the next is not begun.
            if let Err(error) = round(&app, &asked_to_stop).await {
                tracing::warn!(%error, "reminders could not be looked after");
            }
        }
    });
    Rounds { stop, stopping, task }
}

impl Rounds {
    pub async fn stop(self) {
        self.stopping.store(true, Ordering::SeqCst);
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

/// How one round went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    pub sent: u32,
    pub later: u32,
    pub not_sent: u32,
}

/// One round: what was interrupted is settled, what is due is sent, what was refused for now is tried again.
pub async fn run_once(app: &App) -> Result<Sum, Error> {
    round(app, &AtomicBool::new(false)).await
}

async fn round(app: &App, stopping: &AtomicBool) -> Result<Sum, Error> {
    if !CHANNELS.into_iter().any(|channel| app.sender.is_set_up(channel)) {
        return Ok(Sum::default());
    }
    let now = app.clock.now();
    app.db.write(move |tx| sent::settle_interrupted(tx, now)).await?;
    let (due, waiting) =
        app.db.read(move |tx| Ok::<_, Error>((due(tx, now)?, sent::waiting(tx, now)?))).await?;
    let mut sum = Sum::default();
    let all = due.into_iter().map(Task::New).chain(waiting.into_iter().map(Task::Again));
    for task in all {
        if stopping.load(Ordering::SeqCst) {
            break;
        }
        match one(app, task).await? {
            Some(End::Sent) => sum.sent += 1,
            Some(End::Later(_)) => sum.later += 1,
            Some(_) => sum.not_sent += 1,
            None => {}
        }
    }
    Ok(sum)
}

enum Task {
    New(Key),
    Again(Waiting),
}

/// Everything that is due now and was never begun.
fn due(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<Key>, Error> {
    let choices = choices::all_on(tx)?;
    if choices.is_empty() {
        return Ok(Vec::new());
    }
    let known = sent::known(tx, now)?;
    let until = now + SignedDuration::from_mins(Lead::Day.minutes() + 1);
    let mut due = Vec::new();
    for appointment in appointments::of_choosers(tx, (now, until), now)? {
        let Some(choice) = choices.get(&appointment.person) else { continue };
        for lead in Lead::ALL.into_iter().filter(|lead| choice.is_due(&appointment, *lead, now)) {
            let keys = CHANNELS.into_iter().filter(|channel| choice.wants(*channel));
            due.extend(
                keys.map(|channel| Key::new(&appointment, channel, lead)).filter(|key| !known.contains(key)),
            );
        }
    }
    due.extend(unread::due(tx, &choices, now)?);
    due.extend(check_ups::due(tx, &choices, now)?);
    Ok(due)
}

/// A reminder that is taken and may leave.
struct Ready {
    waiting: Waiting,
    open: OpenChannel,
    addresses: Vec<(RowId, String)>,
    message: Message,
}

/// Takes one, sends it, keeps how it ended; none when somebody else has it or there is nothing to send yet.
async fn one(app: &App, task: Task) -> Result<Option<End>, Error> {
    let now = app.clock.now();
    let shared = app.clone();
    let taken = app.db.write(move |tx| take(tx, &shared, task, now)).await?;
    let (waiting, end) = match taken {
        Taken::Nothing => return Ok(None),
        Taken::Dropped => return Ok(Some(End::Dropped("not_asked_for"))),
        Taken::Ready(ready) => {
            let end = hand_over(app, &ready).await?;
            (ready.waiting, end)
        }
    };
    let at = app.clock.now();
    app.db.write(move |tx| sent::end(tx, &waiting, end, at)).await?;
    Ok(Some(end))
}

enum Taken {
    Nothing,
    Dropped,
    Ready(Box<Ready>),
}

fn take(tx: &mut Tx<'_>, app: &App, task: Task, now: Timestamp) -> Result<Taken, Error> {
    let key = match &task {
        Task::New(key) => key.clone(),
        Task::Again(waiting) => waiting.key.clone(),
    };
    let again = matches!(task, Task::Again(_));
    let asked = ask(tx, app, &key, again, now)?;
    let waiting = match (task, &asked) {
        // Not begun: it is looked at again in the next round, while it is due.
        (Task::New(_), None) => return Ok(Taken::Nothing),
        (Task::New(key), Some(_)) => {
            let id = app.chance.id(now);
            if !sent::begin(tx, id, &key, now)? {
                return Ok(Taken::Nothing);
            }
            Waiting { id, key, tries: 1 }
        }
        (Task::Again(waiting), None) => {
            sent::end(tx, &waiting, End::Dropped("not_asked_for"), now)?;
            return Ok(Taken::Dropped);
        }
        (Task::Again(waiting), Some(_)) => {
            if !sent::begin_again(tx, &waiting, now)? {
                return Ok(Taken::Nothing);
            }
            Waiting { tries: waiting.tries + 1, ..waiting }
        }
    };
    let Some((open, addresses, message)) = asked else { return Ok(Taken::Nothing) };
    enter(tx, app, &waiting, now)?;
    Ok(Taken::Ready(Box::new(Ready { waiting, open, addresses, message })))
}

type Asked = (OpenChannel, Vec<(RowId, String)>, Message);

/// Asked anew at every sending: does the appointment still stand as it was, does the person still want to be reminded,
/// is the address still theirs, is the channel still open. None when any of it is not so.
fn ask(tx: &mut Tx<'_>, app: &App, key: &Key, again: bool, now: Timestamp) -> Result<Option<Asked>, Error> {
    let Some(program) = program::current(tx)? else { return Ok(None) };
    let Some(channel) = Channel::from_code(key.channel) else { return Ok(None) };
    let today = now.to_zoned_datetime(program.zone.clone()).date();
    let open = channel_open(tx, channel, today).ok().filter(|_| app.sender.is_set_up(channel));
    let Some(open) = open else { return Ok(None) };
    let choice = choices::at_sending(tx, key.person)?;
    let Some(about) = about(tx, &program, (key, &choice), now)? else { return Ok(None) };
    if !choice.wants(channel) || (!again && sent::known(tx, now)?.contains(key)) {
        return Ok(None);
    }
    let found = contacts::at_sending(tx, key.person, channel)?;
    let addresses: Vec<_> = found.into_iter().map(|contact| (contact.id, contact.address)).collect();
    if addresses.is_empty() {
        return Ok(None);
    }
    let language = people::store::language(tx, key.person)?;
    let language = Language::from_code(&language).unwrap_or(Language::English);
    let message = match about {
        About::Start(at) => Message::reminder(language, &program.zone, at, &program.discreet_name),
        About::Unread => Message::waiting(language, &program.discreet_name),
        About::CheckUp => Message::check_up(language, &program.discreet_name),
    };
    Ok(Some((open, addresses, message)))
}

/// What a reminder says: when something starts, that something is unread, or that a check-up waits.
enum About {
    Start(Timestamp),
    Unread,
    CheckUp,
}

/// What there is still to be told; none when it was called off, moved, seen, answered, or is not wanted.
fn about(
    tx: &mut Tx<'_>,
    program: &Program,
    (key, choice): (&Key, &Choice),
    now: Timestamp,
) -> Result<Option<About>, Error> {
    if key.kind == unread::KIND {
        return Ok(unread::stands(tx, program, (key, choice), now)?.then_some(About::Unread));
    }
    if key.kind == check_ups::KIND {
        return Ok(check_ups::stands(tx, program, (key, choice), now)?.then_some(About::CheckUp));
    }
    let Some(lead) = Lead::from_minutes(key.lead_minutes) else { return Ok(None) };
    let bounds = (key.starts_at, key.starts_at + SignedDuration::from_secs(1));
    let all = appointments::of_person(tx, key.person, bounds, now)?;
    let standing = all.into_iter().find(|one| key.is_of(one));
    let standing = standing.filter(|one| choice.is_due(one, lead, now));
    Ok(standing.map(|appointment| About::Start(appointment.starts_at)))
}

/// In the log: the program reminded somebody.
fn enter(tx: &mut Tx<'_>, app: &App, waiting: &Waiting, now: Timestamp) -> Result<(), Error> {
    let (participant, acting_as) = hat(tx, waiting.key.person)?;
    let stamp = audit::Stamp { id: app.chance.id(now), at: now, actor: None };
    let id = Some(waiting.id.to_string());
    audit::write(tx, stamp, audit::Entry { act: Act::Exported, kind: "reminder", id, participant, acting_as })
}

/// Under which hat somebody has appointments.
pub fn hat(tx: &mut Tx<'_>, person: PersonId) -> Result<(Option<ParticipantId>, Role), Error> {
    let participant = people::store::participant_of(tx, person)?;
    let hats = people::store::roles(tx, person)?;
    let other = super::HATS.into_iter().find(|hat| hats.contains(hat)).unwrap_or(Role::FamilyMember);
    Ok((participant, if participant.is_some() { Role::Participant } else { other }))
}

/// A person's push messages go to each of their browsers; one that took it is enough.
async fn hand_over(app: &App, ready: &Ready) -> Result<End, Error> {
    let id = ready.waiting.id.to_string();
    let mut end = End::Failed("nowhere");
    for (contact, address) in &ready.addresses {
        let outcome = match app.sender.send(ready.open, address, &ready.message, &id).await {
            Ok(()) => End::Sent,
            Err(Failure::Later(reason)) => End::Later(reason),
            Err(Failure::Never(reason)) => End::Failed(reason),
            Err(Failure::Unknown(reason)) => End::Unknown(reason),
            Err(Failure::Gone) => {
                let (contact, at) = (*contact, app.clock.now());
                app.db.write(move |tx| contacts::gone(tx, contact, at)).await?;
                End::Failed("gone")
            }
        };
        end = better(end, outcome);
    }
    Ok(end)
}

/// Of the ends of several browsers, the one that says what is to be done: sent anywhere is sent, and what may have
/// arrived anywhere is not sent again.
fn better(one: End, other: End) -> End {
    let rank = |end: &End| match end {
        End::Sent => 0,
        End::Unknown(_) => 1,
        End::Later(_) => 2,
        End::Failed("nowhere") => 9,
        End::Failed(_) | End::Dropped(_) => 3,
    };
    if rank(&other) < rank(&one) { other } else { one }
}
