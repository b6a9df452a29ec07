//! How the ways of sending are, for whoever keeps the machine, plans, or supervises: figures and the last trouble, nobody's
//! name or address. And for who keeps the machine a test message to oneself.

use askama::Template;

use super::CHANNELS;
use super::message::Message;
use super::send::Failure;
use super::store::sent::{self, Health};
use crate::access::Role;
use crate::audit::Act;
use crate::contracts::{Channel, OpenChannel, channel_open};
use crate::ids::RowId;
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

/// Who reads how reminders go out. Figures are of the whole program, never of a person.
pub const READERS: [Role; 3] = [Role::Administrator, Role::Coordinator, Role::Supervisor];

#[derive(Template)]
#[template(path = "reminders/health.html")]
struct HealthPage {
    t: Text,
    shell: Shell,
    f: Form,
    ways: Vec<Way>,
}

struct Way {
    channel: Channel,
    set_up: bool,
    open: bool,
    health: Health,
    /// The viewer is an administrator, with an address of their own for it.
    testable: bool,
}

pub async fn show(visit: Visit) -> Answer {
    let form = visit.new_form();
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let app = visit.app.clone();
    let (visitor, ways) = visit
        .read(move |desk| {
            let seat = desk.seat(&READERS)?;
            let (today, now) = (desk.today(), desk.now);
            let own = match seat.role() {
                Role::Administrator => sent::own_addresses(desk.tx, &seat)?,
                _ => (None, None),
            };
            let mut ways = Vec::new();
            for channel in CHANNELS {
                let set_up = app.sender.is_set_up(channel);
                let open = channel_open(desk.tx, channel, today).is_ok();
                let address = match channel {
                    Channel::Mail => own.0.is_some(),
                    Channel::Sms => own.1.is_some(),
                    _ => false,
                };
                let health = sent::health(desk.tx, &seat, channel, now)?;
                ways.push(Way { channel, set_up, open, health, testable: set_up && open && address });
            }
            Ok(ways)
        })
        .await?;
    let (t, shell) = visitor.shell("reminder-health-title");
    visitor.show_form(&form, HealthPage { t, shell, f: form.clone(), ways })
}

/// Sends a test message to the administrator's own address on file.
pub async fn create(visit: Visit, mut form: Form) -> Answer {
    visit.clone().read(|desk| desk.seat(&[Role::Administrator]).map(drop)).await?;
    let channel = Channel::from_code(&form.required_choice("channel", &["mail", "sms"]));
    let (Some(channel), true) = (channel, form.is_valid()) else { return draw(visit, form).await };
    let (visitor, test) = visit
        .clone()
        .write(move |desk| {
            let seat = desk.seat(&[Role::Administrator])?;
            let today = desk.today();
            let open = match channel_open(desk.tx, channel, today) {
                Ok(open) => Ok(open),
                Err(Problem::Refused(refusal)) => Err(refusal.key),
                Err(problem) => return Err(problem),
            };
            let own = sent::own_addresses(desk.tx, &seat)?;
            let address = if channel == Channel::Mail { own.0 } else { own.1 };
            let message = Message::test(desk.viewer.language, &desk.program.discreet_name);
            desk.enter_seated(&seat, Act::Exported, "test_message", channel.code().to_string())?;
            Ok((open, address, message, desk.id::<RowId>()))
        })
        .await?;
    let (open, address, message, id) = test;
    let outcome: Result<(), &'static str> = match (open, address) {
        (Err(key), _) => Err(key),
        (_, None) => Err("reminder-test-no-address"),
        (Ok(open), Some(address)) => {
            hand_over(&visitor.app, open, &address, (&message, &id.to_string())).await
        }
    };
    match outcome {
        Ok(()) => visit.redirect("/reminders/health", "test-sent"),
        Err(key) => {
            form.settle(Err(Refusal { field: "channel", key }.into()))?;
            draw(visit, form).await
        }
    }
}

async fn hand_over(
    app: &crate::app::App,
    open: OpenChannel,
    address: &str,
    (message, id): (&Message, &str),
) -> Result<(), &'static str> {
    let outcome = app.sender.send(open, address, message, id).await;
    outcome.map_err(|failure| match failure {
        Failure::Later("no_connection") => "reminder-trouble-no-connection",
        Failure::Later("not_set_up") => "reminder-trouble-not-set-up",
        Failure::Later(_) => "reminder-trouble-refused-for-now",
        Failure::Never("not_allowed") => "reminder-trouble-not-allowed",
        Failure::Never(_) | Failure::Gone => "reminder-trouble-refused",
        Failure::Unknown(_) => "reminder-trouble-no-answer",
    })
}
