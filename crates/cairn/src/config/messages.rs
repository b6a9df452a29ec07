//! How messages leave: e-mail by SMTP, text messages by whatever HTTP interface the company that carries them has, push
//! messages to browsers. Each is absent unless it is set up, and shut without a service agreement (`contracts`).

use reqwest::Url;

use super::ConfigError;

#[derive(Debug, Clone, Default)]
pub struct Messages {
    pub mail: Option<Mail>,
    pub sms: Option<Sms>,
    pub push: Option<Push>,
}

/// Read from a file, never shown.
#[derive(Clone, Default)]
pub struct Secret(String);

impl Secret {
    pub fn new(text: &str) -> Secret {
        Secret(text.trim().to_string())
    }

    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte (`smtps://`).
    Tls,
    /// TLS after STARTTLS, which has to work (`smtp://`).
    StartTls,
    /// None: only to this machine.
    Plain,
}

#[derive(Debug, Clone)]
pub struct Mail {
    /// `CAIRN_SMTP_URL`: `smtps://USER@HOST` or `smtp://USER@HOST` (with STARTTLS); on this machine also without TLS.
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub user: String,
    /// `CAIRN_SMTP_PASSWORD_FILE`.
    pub password: Secret,
    /// `CAIRN_SMTP_FROM`: the address that messages come from. It stands in every mailbox: it must not say what the
    /// program is for.
    pub from: String,
}

#[derive(Debug, Clone)]
pub struct Sms {
    /// `CAIRN_SMS_URL`.
    pub url: Url,
    /// `CAIRN_SMS_METHOD`: POST (default) or PUT.
    pub method: String,
    /// `CAIRN_SMS_HEADERS`: `Name: value`, several with `|` between them. `{secret}` stands for the secret.
    pub headers: Vec<(String, String)>,
    /// `CAIRN_SMS_BODY`: JSON, or a form like `To={to}&Body={text}`; with `{to}`, `{text}`, `{id}`, `{secret}`.
    pub body: Body,
    /// `CAIRN_SMS_SECRET_FILE`.
    pub secret: Secret,
}

#[derive(Debug, Clone)]
pub enum Body {
    Json(serde_json::Value),
    Form(Vec<(String, String)>),
}

#[derive(Debug, Clone)]
pub struct Push {
    /// `CAIRN_PUSH_CONTACT`: `mailto:…` or `https://…`, where a push service reaches whoever runs this server (RFC 8292).
    pub contact: String,
    /// `CAIRN_PUSH_HOSTS`: push services beside those of the large browsers, separated by commas.
    pub hosts: Vec<String>,
}

type Get<'a> = &'a dyn Fn(&str) -> Option<String>;

fn wrong(variable: &'static str, problem: impl Into<String>, remedy: &'static str) -> ConfigError {
    ConfigError { variable, problem: problem.into(), remedy }
}

fn secret(get: Get<'_>, variable: &'static str) -> Result<Secret, ConfigError> {
    let Some(file) = get(variable) else { return Ok(Secret::default()) };
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(Secret::new(&text)),
        Err(error) => Err(wrong(
            variable,
            format!("a file that cannot be read ({error})"),
            "name a file that holds the secret alone and that Cairn may read",
        )),
    }
}

/// Whether a name is this machine.
fn is_here(host: &str) -> bool {
    matches!(host, "127.0.0.1" | "localhost" | "[::1]")
}

impl Messages {
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Messages, ConfigError> {
        let get: Get<'_> = &|name: &str| get(name).filter(|value| !value.trim().is_empty());
        Ok(Messages { mail: Mail::read(get)?, sms: Sms::read(get)?, push: Push::read(get)? })
    }
}

impl Mail {
    fn read(get: Get<'_>) -> Result<Option<Mail>, ConfigError> {
        let Some(text) = get("CAIRN_SMTP_URL") else { return Ok(None) };
        let form = "write it like smtps://user@mail.example.org";
        let url = Url::parse(&text).map_err(|_| wrong("CAIRN_SMTP_URL", "no address", form))?;
        let host = url.host_str().unwrap_or_default().to_string();
        let security = match url.scheme() {
            "smtps" => Security::Tls,
            "smtp" if is_here(&host) => Security::Plain,
            "smtp" => Security::StartTls,
            _ => return Err(wrong("CAIRN_SMTP_URL", "no address", form)),
        };
        if url.password().is_some() {
            let remedy = "take the password out and put it into the file that CAIRN_SMTP_PASSWORD_FILE names";
            return Err(wrong("CAIRN_SMTP_URL", "an address with a password in it", remedy));
        }
        let from = get("CAIRN_SMTP_FROM").filter(|from| from.contains('@')).ok_or(wrong(
            "CAIRN_SMTP_FROM",
            "missing",
            "set it to the address that messages come from; it must not say what the program is for",
        ))?;
        let usual = if security == Security::Tls { 465 } else { 587 };
        let port = url.port().unwrap_or(usual);
        let password = secret(get, "CAIRN_SMTP_PASSWORD_FILE")?;
        let user = url.username().replace("%40", "@");
        Ok(Some(Mail { host, port, security, user, password, from }))
    }
}

impl Sms {
    fn read(get: Get<'_>) -> Result<Option<Sms>, ConfigError> {
        let Some(text) = get("CAIRN_SMS_URL") else { return Ok(None) };
        let url = Url::parse(&text)
            .ok()
            .filter(|url| url.scheme() == "https" || is_here(url.host_str().unwrap_or_default()))
            .ok_or(wrong(
                "CAIRN_SMS_URL",
                "no https address",
                "write the address with https:// in front that takes messages",
            ))?;
        let method = get("CAIRN_SMS_METHOD").unwrap_or_else(|| "POST".to_string()).to_uppercase();
        if !["POST", "PUT"].contains(&method.as_str()) {
            return Err(wrong("CAIRN_SMS_METHOD", format!("{method:?}"), "use POST or PUT"));
        }
        let headers = get("CAIRN_SMS_HEADERS").unwrap_or_default();
        let headers = headers
            .split('|')
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                let (name, value) = line.split_once(':').ok_or(wrong(
                    "CAIRN_SMS_HEADERS",
                    "a line without a colon",
                    "write Name: value, with | between several",
                ))?;
                Ok((name.trim().to_string(), value.trim().to_string()))
            })
            .collect::<Result<_, ConfigError>>()?;
        let body = Body::read(&get("CAIRN_SMS_BODY").unwrap_or_default())?;
        Ok(Some(Sms { url, method, headers, body, secret: secret(get, "CAIRN_SMS_SECRET_FILE")? }))
    }
}

impl Body {
    fn read(text: &str) -> Result<Body, ConfigError> {
        if !text.contains("{to}") || !text.contains("{text}") {
            let remedy =
                "write what the company's interface expects, for example To={to}&Body={text}, or JSON";
            return Err(wrong("CAIRN_SMS_BODY", "missing {to} or {text}", remedy));
        }
        if !text.trim_start().starts_with('{') || text.trim_start().starts_with("{to}") {
            return Ok(Body::Form(form_urlencoded::parse(text.as_bytes()).into_owned().collect()));
        }
        serde_json::from_str(text)
            .map(Body::Json)
            .map_err(|_| wrong("CAIRN_SMS_BODY", "no JSON", "quote every name and value, also \"{to}\""))
    }
}

impl Push {
    fn read(get: Get<'_>) -> Result<Option<Push>, ConfigError> {
        let Some(contact) = get("CAIRN_PUSH_CONTACT") else { return Ok(None) };
        if !contact.starts_with("mailto:") && !contact.starts_with("https://") {
            let remedy = "write mailto: and an address, or an address with https://";
            return Err(wrong("CAIRN_PUSH_CONTACT", format!("{contact:?}"), remedy));
        }
        let hosts = get("CAIRN_PUSH_HOSTS").unwrap_or_default();
        let hosts =
            hosts.split(',').map(str::trim).filter(|host| !host.is_empty()).map(str::to_string).collect();
        Ok(Some(Push { contact, hosts }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Messages, ConfigError> {
        Messages::read(|name| {
            pairs.iter().find(|(known, _)| *known == name).map(|(_, value)| value.to_string())
        })
    }

    #[test]
    fn nothing_is_set_up_unless_it_is() {
        let none = read(&[]).unwrap();
        assert!(none.mail.is_none() && none.sms.is_none() && none.push.is_none());
    }

    #[test]
    fn mail_is_encrypted_but_to_this_machine() {
        let from = ("CAIRN_SMTP_FROM", "office@example.org");
        for (url, security, port) in [
            ("smtps://me@mail.example.org", Security::Tls, 465),
            ("smtp://mail.example.org", Security::StartTls, 587),
            ("smtp://127.0.0.1:2525", Security::Plain, 2525),
        ] {
            let mail = read(&[("CAIRN_SMTP_URL", url), from]).unwrap().mail.unwrap();
            assert_eq!((mail.security, mail.port), (security, port), "{url}");
        }
        let words =
            read(&[("CAIRN_SMTP_URL", "smtps://me:hush@mail.example.org"), from]).unwrap_err().to_string();
        assert!(words.contains("CAIRN_SMTP_PASSWORD_FILE") && !words.contains("hush"), "{words}");
    }

    #[test]
    fn a_body_is_json_or_a_form_and_needs_both_parts() {
        let url = ("CAIRN_SMS_URL", "https://sms.example.org/send");
        let sms = read(&[url, ("CAIRN_SMS_BODY", "To={to}&Body={text}")]).unwrap().sms.unwrap();
        assert!(matches!(sms.body, Body::Form(ref pairs) if pairs.len() == 2));
        let json = read(&[url, ("CAIRN_SMS_BODY", r#"{"to":"{to}","text":"{text}"}"#)]).unwrap();
        assert!(matches!(json.sms.unwrap().body, Body::Json(_)));
        assert!(read(&[url, ("CAIRN_SMS_BODY", "To={to}")]).is_err());
        assert!(
            read(&[("CAIRN_SMS_URL", "http://sms.example.org"), ("CAIRN_SMS_BODY", "{to}{text}")]).is_err()
        );
    }
}
