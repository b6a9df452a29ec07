//! Text messages through whatever HTTP interface the company that carries them has: its address, method, headers and body
//! are the operator's to write down, with places for the number and the text.

use reqwest::header::{HeaderName, HeaderValue};
use serde_json::Value;

use super::{Failure, of_status, of_web};
use crate::config::{Body, Sms};
use crate::reminders::message::Message;

/// What stands for what.
struct Places<'a> {
    to: &'a str,
    text: &'a str,
    id: &'a str,
    secret: &'a str,
}

impl Places<'_> {
    /// One pass over the template, so that nothing that was filled in is looked at again.
    fn fill(&self, template: &str) -> String {
        let mut filled = String::new();
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let known = after.split_once('}').and_then(|(name, after)| {
                let value = match name {
                    "to" => self.to,
                    "text" => self.text,
                    "id" => self.id,
                    "secret" => self.secret,
                    _ => return None,
                };
                Some((value, after))
            });
            match known {
                Some((value, after)) => {
                    filled.push_str(value);
                    rest = after;
                }
                None => {
                    filled.push('{');
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        filled
    }

    /// The same in every text of a JSON value, whose quoting stays the library's.
    fn fill_json(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.fill(text)),
            Value::Array(all) => Value::Array(all.iter().map(|one| self.fill_json(one)).collect()),
            Value::Object(all) => {
                Value::Object(all.iter().map(|(name, one)| (name.clone(), self.fill_json(one))).collect())
            }
            other => other.clone(),
        }
    }
}

pub async fn send(
    sms: &Sms,
    web: &reqwest::Client,
    address: &str,
    message: &Message,
    id: &str,
) -> Result<(), Failure> {
    let places = Places { to: address, text: &message.text, id, secret: sms.secret.reveal() };
    let mut request = match sms.method.as_str() {
        "PUT" => web.put(sms.url.clone()),
        _ => web.post(sms.url.clone()),
    };
    request = match &sms.body {
        Body::Json(value) => request
            .header(reqwest::header::CONTENT_TYPE, "application/json")
            .body(places.fill_json(value).to_string()),
        Body::Form(pairs) => {
            let mut form = form_urlencoded::Serializer::new(String::new());
            for (name, value) in pairs {
                form.append_pair(name, &places.fill(value));
            }
            request
                .header(reqwest::header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(form.finish())
        }
    };
    for (name, value) in &sms.headers {
        let name = HeaderName::try_from(name.as_str());
        let value = HeaderValue::try_from(places.fill(value));
        let (Ok(name), Ok(mut value)) = (name, value) else { return Err(Failure::Later("not_set_up")) };
        value.set_sensitive(true);
        request = request.header(name, value);
    }
    let answer = request.send().await.map_err(|error| of_web(&error))?;
    match of_status(answer.status()) {
        // There is no such address at the company, rather than no such phone.
        Err(Failure::Gone) => Err(Failure::Later("not_set_up")),
        outcome => outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_cannot_change_the_rest() {
        let places = Places { to: "+15550100", text: "\"}, {secret} & {to}", id: "7", secret: "hush" };
        let template: Value =
            serde_json::from_str(r#"{"to":"{to}","body":{"text":"{text}"},"n":1}"#).unwrap();
        let filled = places.fill_json(&template);
        assert_eq!(filled["to"], "+15550100");
        assert_eq!(filled["body"]["text"], "\"}, {secret} & {to}");
        assert_eq!(places.fill("{unknown} {id}"), "{unknown} 7");
    }
}
