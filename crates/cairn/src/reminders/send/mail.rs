//! E-mail by SMTP.

use std::error::Error as _;
use std::io::ErrorKind;
use std::time::Duration;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message as Letter};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use super::Failure;
use crate::config::{Mail, Security};
use crate::reminders::message::Message;

type Transport = AsyncSmtpTransport<Tokio1Executor>;

fn transport(mail: &Mail, longest: Duration) -> Option<Transport> {
    let tls = || TlsParameters::new(mail.host.clone()).ok();
    let tls = match mail.security {
        Security::Tls => Tls::Wrapper(tls()?),
        Security::StartTls => Tls::Required(tls()?),
        Security::Plain => Tls::None,
    };
    let builder = Transport::builder_dangerous(&mail.host).port(mail.port).tls(tls).timeout(Some(longest));
    Some(if mail.user.is_empty() {
        builder.build()
    } else {
        builder.credentials(Credentials::new(mail.user.clone(), mail.password.reveal().to_string())).build()
    })
}

/// Plain text, with nothing in its headers that says more than the message does. It asks no machine for an answer.
fn letter(mail: &Mail, address: &str, message: &Message, id: &str) -> Option<Letter> {
    let host = mail.from.rsplit('@').next().unwrap_or_default().trim_end_matches('>');
    let from: Mailbox = mail.from.parse().ok()?;
    let from = Mailbox::new(message.from_name.clone(), from.email);
    let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
    Letter::builder()
        .from(from)
        .to(address.parse().ok()?)
        .subject(&message.subject)
        .message_id(Some(["<", id, "@", host, ">"].concat()))
        .raw_header(HeaderValue::new(automatic, "auto-generated".to_string()))
        .header(ContentType::TEXT_PLAIN)
        .body([message.text.as_str(), "\r\n"].concat())
        .ok()
}

pub async fn send(
    mail: &Mail,
    address: &str,
    message: &Message,
    id: &str,
    longest: Duration,
) -> Result<(), Failure> {
    let letter = letter(mail, address, message, id).ok_or(Failure::Never("not_an_address"))?;
    let transport = transport(mail, longest).ok_or(Failure::Later("not_set_up"))?;
    // Nothing was said yet: when this fails, the message was certainly not taken.
    if transport.test_connection().await.is_err() {
        return Err(Failure::Later("no_connection"));
    }
    match tokio::time::timeout(longest * 2, transport.send(letter)).await {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(failure(&error)),
        Err(_) => Err(Failure::Unknown("no_answer")),
    }
}

fn failure(error: &lettre::transport::smtp::Error) -> Failure {
    let refused = error
        .source()
        .and_then(|source| source.downcast_ref::<std::io::Error>())
        .is_some_and(|io| io.kind() == ErrorKind::ConnectionRefused);
    match () {
        () if error.is_permanent() => Failure::Never("refused"),
        () if error.is_transient() => Failure::Later("refused_for_now"),
        () if refused || error.is_tls() || error.is_client() => Failure::Later("no_connection"),
        () => Failure::Unknown("no_answer"),
    }
}
