//! What a person typed, what is wrong with it, and nothing lost.
//!
//! A handler reads fields one by one; each reading checks, and writes down what is wrong beside the field. If
//! anything is, the page is drawn again with every value kept. The sentences say what to do, and blame nobody. The
//! readings themselves (text, choices, dates, money) are in `fields.rs`.

use axum::extract::{FromRequest, RawForm, Request};
use fluent_bundle::FluentValue;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::app::App;
use crate::web::{Problem, Refusal, Text, language_of};

/// An option of a select, radio or checkbox list.
#[derive(Debug, Clone)]
pub struct Choice {
    pub value: String,
    pub label: String,
    pub hint: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice { value: value.into(), label: label.into(), hint: String::new() }
    }

    /// One choice a code, with the text `kind-code` as its label.
    pub fn codes(t: &Text, kind: &str, codes: &[&str]) -> Vec<Choice> {
        codes.iter().map(|code| Choice::new(*code, t.code(kind, code))).collect()
    }
}

/// A field and the sentence about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    pub field: String,
    pub message: String,
}

#[derive(Clone)]
pub struct Form {
    values: Vec<(String, String)>,
    pub(super) errors: Vec<FieldError>,
    key: Uuid,
    pub(super) t: Text,
}

impl Form {
    pub fn empty(t: Text, key: Uuid) -> Form {
        Form { values: Vec::new(), errors: Vec::new(), key, t }
    }

    /// Puts a value in, for a form that changes what exists.
    pub fn set(&mut self, field: &str, value: impl ToString) {
        self.values.push((field.to_string(), value.to_string()));
    }

    pub fn set_some(&mut self, field: &str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.set(field, value);
        }
    }

    /// The idempotency key: the same form sent twice is done once.
    pub fn key(&self) -> &Uuid {
        &self.key
    }

    // What templates ask.

    pub fn value(&self, field: &str) -> &str {
        self.values
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, value)| value.as_str())
            .unwrap_or_default()
    }

    pub fn values(&self, field: &str) -> Vec<&str> {
        self.values.iter().filter(|(name, _)| name == field).map(|(_, value)| value.as_str()).collect()
    }

    pub fn has(&self, field: &str, value: &str) -> bool {
        self.values.iter().any(|(name, given)| name == field && given == value)
    }

    /// Everything in it, name and value, in the order of the form.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub fn error(&self, field: &str) -> Option<String> {
        self.errors.iter().find(|error| error.field == field).map(|error| error.message.clone())
    }

    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// `field=value`, encoded for a link, empty when there is no value: keeps a filter while paging.
    pub fn query(&self, field: &str) -> String {
        match self.value(field) {
            "" => String::new(),
            value => form_urlencoded::Serializer::new(String::new()).append_pair(field, value).finish(),
        }
    }

    pub fn is_valid(&self) -> bool {
        self.errors.is_empty()
    }

    // What handlers ask.

    /// Writes down that a field is wrong; `key` names the sentence.
    pub fn wrong(&mut self, field: &str, key: &str) {
        let message = self.t.get(key);
        self.errors.push(FieldError { field: field.to_string(), message });
    }

    /// Like [`Self::wrong`], for a sentence with one value in it.
    pub fn wrong_with<'v>(&mut self, field: &str, key: &str, name: &str, value: impl Into<FluentValue<'v>>) {
        let message = self.t.with(key, name, value);
        self.errors.push(FieldError { field: field.to_string(), message });
    }

    /// The outcome of a change: where to go, or none after writing a refusal beside its field.
    pub fn settle(&mut self, outcome: Result<String, Problem>) -> Result<Option<String>, Problem> {
        match outcome {
            Ok(location) => Ok(Some(location)),
            Err(Problem::Refused(Refusal { field, key })) => {
                self.wrong(field, key);
                Ok(None)
            }
            Err(problem) => Err(problem),
        }
    }
}

impl FromRequest<App> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Form, Problem> {
        let t = Text::new(language_of(request.headers()), TimeZone::UTC);
        let RawForm(bytes) = RawForm::from_request(request, app).await.map_err(|_| Problem::BadRequest)?;
        let values: Vec<(String, String)> = form_urlencoded::parse(&bytes).into_owned().collect();
        let given = values.iter().find(|(name, _)| name == "form_key");
        let key = given
            .and_then(|(_, key)| Uuid::parse_str(key).ok())
            .unwrap_or_else(|| app.chance.id::<Uuid>(app.clock.now()));
        Ok(Form { values, errors: Vec::new(), key, t })
    }
}
