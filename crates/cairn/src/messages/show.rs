//! A conversation: what was said, how far it came, and what can be said now. Opening it is opening the record, and what the
//! other side wrote is seen by it.

use askama::Template;
use axum::extract::Path;
use cairn_language::crisis;
use jiff::{SignedDuration, Timestamp, civil::Date};

use super::help::Offer;
use super::{Conversation, Message, Side, TIERS, quiet_of, store};
use crate::access::{Circle, Desk, Tier};
use crate::ids::{ParticipantId, PersonId, SupporterId};
use crate::intake::RecordHead;
use crate::on_call::{self, OnCall};
use crate::web::{Answer, Choice, Form, Language, Page, PageRequest, Problem, Shell, Text, Visit};

/// How long after their own message somebody is offered help for the words in it.
const OFFERED: SignedDuration = SignedDuration::from_hours(12);

#[derive(Template)]
#[template(path = "messages/show.html")]
struct ShowPage {
    t: Text,
    shell: Shell,
    f: Form,
    head: RecordHead,
    viewer: PersonId,
    /// Without one there is nobody to write to, or nothing to read.
    talk: Option<Talk>,
    tiers: Vec<Choice>,
    /// Help, after words that sound like danger.
    help: Option<Offer>,
    on_call: Option<OnCall>,
    /// What the viewer's own supporter or participant is called, and their conversation: other ones than this.
    others: Vec<(String, String)>,
}

/// What is shown of one conversation.
struct Talk {
    open: Conversation,
    /// The newest last.
    messages: Page<Message>,
    circle: Circle,
    /// From when on it will be seen, where that is not now.
    opens_at: Option<Timestamp>,
    /// No hour is left in which it would be seen.
    never: bool,
    /// The other side is away until the end of this day.
    away_until: Option<Date>,
}

impl ShowPage {
    /// What the other side is called.
    fn other<'a>(&'a self, talk: &'a Talk) -> &'a str {
        match talk.open.side {
            Side::Supporter => &self.head.name,
            _ => &talk.open.with.name,
        }
    }

    /// Who wrote a message, for a reader who is neither.
    fn author<'a>(&'a self, talk: &'a Talk, message: &Message) -> &'a str {
        if message.sent_by == talk.open.with.person { &talk.open.with.name } else { &self.head.name }
    }

    /// How far an own message came, in words.
    fn state(&self, talk: &Talk, message: &Message) -> String {
        let (t, name) = (&self.t, self.other(talk));
        match (message.withdrawn_at, message.seen_at) {
            (Some(at), _) => {
                let values = [("when", t.instant(&at).into()), ("name", name.into())];
                t.args("message-taken-back", values)
            }
            (None, Some(at)) => t.with("message-seen", "when", t.instant(&at)),
            (None, None) => t.with("message-not-seen", "name", name),
        }
    }

    /// What is said before sending in hours that are quiet.
    fn quiet_words(&self, talk: &Talk) -> Option<String> {
        let (t, name) = (&self.t, self.other(talk));
        if talk.never {
            return Some(t.with("message-quiet-never", "name", name));
        }
        let at = talk.opens_at?;
        let values = [("name", name.into()), ("when", t.instant(&at).into())];
        Some(match talk.away_until {
            Some(until) => {
                let [name, when] = values;
                t.args("message-quiet-away", [name, when, ("until", t.date(&until).into())])
            }
            None => t.args("message-quiet", values),
        })
    }
}

pub async fn show(visit: Visit, Path(id): Path<ParticipantId>, page: PageRequest) -> Answer {
    let form = visit.new_form();
    draw(visit, (id, None), page, form).await
}

pub async fn of_supporter(
    visit: Visit,
    Path((id, supporter)): Path<(ParticipantId, SupporterId)>,
    page: PageRequest,
) -> Answer {
    let form = visit.new_form();
    draw(visit, (id, Some(supporter)), page, form).await
}

/// What a page is drawn from.
struct Found {
    head: RecordHead,
    viewer: PersonId,
    talk: Option<Talk>,
    help: Option<Offer>,
    on_call: Option<OnCall>,
    others: Vec<(String, String)>,
}

pub(super) async fn draw(
    visit: Visit,
    (id, with): (ParticipantId, Option<SupporterId>),
    page: PageRequest,
    mut form: Form,
) -> Answer {
    let language = visit.language;
    let (visitor, found) = visit.write(move |desk| find(desk, (id, with), page, language)).await?;
    if form.value("tier").is_empty() {
        form.set("tier", Tier::Ours.code());
    }
    let (t, shell) = visitor.shell("messages-title");
    let Found { head, viewer, talk, help, on_call, others } = found;
    let tiers = talk.as_ref().map(|talk| talk.circle.choices(&t, offered(talk.open.side)));
    let page = ShowPage {
        f: form.clone(),
        tiers: tiers.unwrap_or_default(),
        head,
        viewer,
        talk,
        help,
        on_call,
        others,
        t,
        shell,
    };
    visitor.show_form(&form, page)
}

/// The tiers somebody may give to what they write: the participant says who else reads.
pub(super) fn offered(side: Side) -> &'static [Tier] {
    match side {
        Side::Participant => &TIERS,
        _ => &[Tier::Ours],
    }
}

fn find(
    desk: &mut Desk<'_, '_>,
    (id, with): (ParticipantId, Option<SupporterId>),
    page: PageRequest,
    language: Language,
) -> Result<Found, Problem> {
    let record = desk.open_record(id)?;
    let head = RecordHead::load(desk.tx, &record)?;
    let mut all = Conversation::all(desk, &record)?;
    let at = match with {
        Some(with) => {
            let at = all.iter().position(|talk| talk.with.supporter == with);
            Some(at.ok_or(Problem::NotFound)?)
        }
        None => all.iter().position(Conversation::is_listed),
    };
    let open = at.map(|at| all.remove(at));
    let listed = all.into_iter().filter(Conversation::is_listed);
    let others = listed.map(|talk| (talk.with.name.clone(), talk.path())).collect();
    let viewer = desk.viewer.person;
    let talk = open.map(|open| talk(desk, open, page)).transpose()?;
    let danger = talk.as_ref().and_then(|talk| danger(talk, desk.now, language));
    let help = danger.map(|kind| Offer::load(desk, kind)).transpose()?;
    let on_call = on_call::now(desk.tx, desk.program, desk.now)?;
    Ok(Found { head, viewer, talk, help, on_call, others })
}

fn talk(desk: &mut Desk<'_, '_>, open: Conversation, page: PageRequest) -> Result<Talk, Problem> {
    store::see(desk.tx, &open, desk.now)?;
    let mut messages = page.page(store::list(desk.tx, &open, page)?);
    messages.items.reverse();
    let circle = Circle::of_two(desk.tx, open.record(), open.with.supporter)?;
    let quiet = quiet_of(desk.program, &store::own_hours(desk.tx, open.other())?);
    let zone = &desk.program.zone;
    let (asked, opens) = (open.writes(), quiet.opens_at(desk.now, zone));
    let away_until = quiet.away_until(desk.now, zone).filter(|_| asked);
    let opens_at = opens.filter(|at| asked && *at > desk.now);
    Ok(Talk { messages, circle, opens_at, never: asked && opens.is_none(), away_until, open })
}

/// What the viewer's own last words are about, if they are new and sound like danger. Found out at each drawing: it is
/// kept nowhere.
fn danger(talk: &Talk, now: Timestamp, language: Language) -> Option<cairn_language::Crisis> {
    let own = talk.messages.items.iter().rev().find(|message| message.sent_by == talk.open.viewer())?;
    let new = talk.open.is_ours() && now.duration_since(own.sent_at) <= OFFERED;
    if new && own.withdrawn_at.is_none() { crisis(&own.words, language.code()) } else { None }
}
