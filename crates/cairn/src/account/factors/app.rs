//! An authenticator app: six digits that change every half minute (RFC 6238).
//!
//! The enrolment page carries the secret in its form until a first code proves that the app has it; only then is it
//! kept, sealed. A code is taken once, and from one step before or after the server's clock at most (RFC 6238, 5.2).

use askama::Template;
use jiff::Timestamp;
use totp_rs::{Builder, Secret, Totp};

use super::qr::{self, Qr};
use super::{changed, may_add, store};
use crate::access::Desk;
use crate::account::{second_step, set_cookie};
use crate::audit::Act;
use crate::ids::PersonId;
use crate::web::{Answer, Form, Problem, Refusal, Shell, Text, Visit};

/// 160 bits (RFC 4226, section 4) in base 32.
const SECRET_LETTERS: usize = 32;

#[derive(Template)]
#[template(path = "account/factors/app.html")]
struct AppPage {
    t: Text,
    shell: Shell,
    f: Form,
    qr: Option<Qr>,
    address: String,
    /// The secret in groups of four, for typing.
    spelled: String,
}

pub async fn new(visit: Visit) -> Answer {
    let mut form = visit.new_form();
    let bytes: Vec<u8> = visit.app.chance.secret().into_iter().take(20).collect();
    form.set("secret", Secret::new(bytes.into()).to_base32());
    draw(visit, form).await
}

async fn draw(visit: Visit, form: Form) -> Answer {
    let (visitor, (name, label)) = visit
        .before_second_step()
        .read(|desk| {
            may_add(desk)?;
            let (_, email) = crate::account::store::invited(desk.tx, desk.viewer.person)?;
            Ok((desk.program.discreet_name.clone(), email.unwrap_or_else(|| desk.viewer.name.clone())))
        })
        .await?;
    let address = address(form.value("secret"), &name, &label).ok_or(Problem::BadRequest)?;
    let letters: Vec<char> = form.value("secret").chars().collect();
    let spelled: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
    let (t, shell) = visitor.shell("factor-app-title");
    let (qr, spelled) = (qr::draw(&address), spelled.join(" "));
    visitor.show_form(&form, AppPage { t, shell, f: form.clone(), qr, address, spelled })
}

pub async fn create(visit: Visit, mut form: Form) -> Answer {
    let secret = form.value("secret").to_string();
    let code = digits(&form.required_text("code", 20));
    let name = form.text("name", 60).unwrap_or_default();
    if form.is_valid() {
        let t = Text::new(visit.language, jiff::tz::TimeZone::UTC);
        let outcome = visit.clone().before_second_step().write(move |desk| {
            may_add(desk)?;
            let step = code
                .and_then(|code| step_of(&secret, &code, desk.now))
                .ok_or(Refusal { field: "code", key: "second-step-does-not-fit" })?;
            let name = if name.is_empty() { t.get("factor-app") } else { name };
            let (id, person, now) = (desk.id(), desk.viewer.person, desk.now);
            store::add_app(desk.tx, &store::NewApp { id, person, name: &name, secret: &secret, step, now })?;
            changed(desk, Act::Created)?;
            second_step::take(desk, "app")
        });
        match outcome.await {
            Ok((_, token)) => {
                let mut response = visit.redirect("/devices/recovery-codes", "factor-added")?;
                set_cookie(&visit.app, &mut response, &token);
                return Ok(response);
            }
            Err(problem) => form.settle(Err(problem)).map(|_| ())?,
        }
    }
    draw(visit, form).await
}

/// Takes the code if it is one of the person's apps' now and was not taken before.
pub(crate) fn take(desk: &mut Desk<'_, '_>, person: PersonId, code: &str) -> Result<bool, Problem> {
    for (id, secret) in store::secrets(desk.tx, person)? {
        if let Some(step) = step_of(&secret, code, desk.now) {
            return Ok(store::take_step(desk.tx, id, step, desk.now)?);
        }
    }
    Ok(false)
}

/// Six digits, however they were spaced; none for anything else.
pub(crate) fn digits(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (plain.len() == 6 && plain.bytes().all(|b| b.is_ascii_digit())).then_some(plain)
}

fn totp(secret: &str) -> Option<Builder> {
    let letters = secret.len() == SECRET_LETTERS;
    let secret = Secret::try_from_base32(secret).ok().filter(|_| letters)?;
    Some(Builder::new().with_secret(secret).with_digits(6).with_skew(1).with_step_duration(30))
}

/// The time step whose code this is, within one step of now.
fn step_of(secret: &str, code: &str, now: Timestamp) -> Option<i64> {
    let seconds = u64::try_from(now.as_second()).ok()?;
    let step = totp(secret)?.build().ok()?.check(code, seconds)?;
    i64::try_from(step).ok()
}

/// What the camera reads (key URI format). Neutral: it is what the app shows on a phone that others may see.
fn address(secret: &str, issuer: &str, account: &str) -> Option<String> {
    let plain = |text: &str| text.replace(':', " ");
    let named = totp(secret)?.with_issuer(Some(plain(issuer))).with_account_name(plain(account));
    named.build().ok().and_then(|totp: Totp| totp.to_url().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "12345678901234567890" in base 32: the secret of RFC 6238, appendix B.
    const RFC: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    #[test]
    fn codes_are_those_of_the_standard() {
        // Appendix B has eight digits; six are the last six of them.
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            let now = Timestamp::from_second(seconds).unwrap();
            assert_eq!(step_of(RFC, code, now), Some(seconds / 30), "{code}");
        }
    }

    #[test]
    fn one_step_early_or_late_is_taken_and_two_are_not() {
        let code = "081804";
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let step_begins = 1_111_111_109 / 30 * 30;
        assert!(step_of(RFC, code, at(step_begins - 30)).is_some());
        assert!(step_of(RFC, code, at(step_begins + 59)).is_some());
        assert!(step_of(RFC, code, at(step_begins - 31)).is_none());
        assert!(step_of(RFC, code, at(step_begins + 60)).is_none());
    }

    #[test]
    fn what_the_camera_reads_is_neutral_and_whole() {
        let text = address(RFC, "My page: home", "ana@example.org").unwrap();
        assert!(text.starts_with("otpauth://totp/My%20page"), "{text}");
        assert!(text.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{text}");
    }

    #[test]
    fn digits_may_be_spaced() {
        assert_eq!(digits(" 081 804 ").as_deref(), Some("081804"));
        assert_eq!(digits("08180"), None);
        assert_eq!(digits("0818o4"), None);
    }
}
