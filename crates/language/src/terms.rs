//! The terms as the data file states them, and the patterns made of them.

use std::collections::BTreeMap;

use fancy_regex::{Regex, RegexBuilder, escape};
use serde::Deserialize;

/// Steps a pattern with look-around may take on one text before it is given up (no hint). An ordinary note
/// of 20 kB needs far fewer; the limit only bounds what a hostile text can cost.
const STEPS: usize = 1_000_000;

/// How strongly the sources advise against a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "u8")]
pub enum Severity {
    /// Right or wrong by context: hint softly.
    Context,
    /// A dated or inexact term.
    Dated,
    /// A label for a person, or a moral word.
    Label,
}

impl TryFrom<u8> for Severity {
    type Error = String;

    fn try_from(level: u8) -> Result<Self, String> {
        match level {
            1 => Ok(Self::Context),
            2 => Ok(Self::Dated),
            3 => Ok(Self::Label),
            other => Err(format!("{other} is not a severity: use 1, 2 or 3")),
        }
    }
}

/// Why a terms file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TermsError {
    #[error("the terms file does not have the expected shape: {0}. Correct the JSON at that place.")]
    Shape(#[from] serde_json::Error),
    #[error("the pattern {pattern} cannot be read: {reason}. Correct the regular expression.")]
    Pattern { pattern: String, reason: Box<fancy_regex::Error> },
    #[error(
        "the term {pattern} names the source {key}, which the file does not list. Add it to \"sources\"."
    )]
    Source { pattern: String, key: String },
}

#[derive(Deserialize)]
pub(crate) struct TermsFile {
    pub sources: BTreeMap<String, String>,
    terms: Vec<TermEntry>,
}

#[derive(Deserialize)]
struct TermEntry {
    re: String,
    #[serde(rename = "use")]
    instead: String,
    #[serde(rename = "sev")]
    severity: Severity,
    #[serde(rename = "src")]
    sources: Vec<String>,
    #[serde(default)]
    allow: Vec<String>,
    #[serde(default)]
    self_ok: bool,
    #[serde(default)]
    case: bool,
}

#[derive(Debug)]
pub(crate) struct Term {
    pub pattern: Regex,
    /// Phrases in which the term is not meant, such as the name of an organization.
    pub allow: Vec<Regex>,
    pub instead: String,
    pub severity: Severity,
    pub sources: Vec<String>,
    /// Silent where people write about themselves.
    pub self_ok: bool,
}

impl TermsFile {
    pub fn read(json: &str) -> Result<Self, TermsError> {
        Ok(serde_json::from_str(json)?)
    }

    pub fn compile(self) -> Result<(BTreeMap<String, String>, Vec<Term>), TermsError> {
        let terms =
            self.terms.into_iter().map(|entry| entry.compile(&self.sources)).collect::<Result<_, _>>()?;
        Ok((self.sources, terms))
    }
}

impl TermEntry {
    fn compile(self, known: &BTreeMap<String, String>) -> Result<Term, TermsError> {
        if let Some(key) = self.sources.iter().find(|key| !known.contains_key(*key)) {
            return Err(TermsError::Source { pattern: self.re, key: key.clone() });
        }
        Ok(Term {
            pattern: compile(&self.re, !self.case)?,
            allow: self
                .allow
                .iter()
                .map(|phrase| compile(&escape(phrase), true))
                .collect::<Result<_, _>>()?,
            instead: self.instead,
            severity: self.severity,
            sources: self.sources,
            self_ok: self.self_ok,
        })
    }
}

fn compile(pattern: &str, any_case: bool) -> Result<Regex, TermsError> {
    RegexBuilder::new(pattern)
        .case_insensitive(any_case)
        .backtrack_limit(STEPS)
        .build()
        .map_err(|reason| TermsError::Pattern { pattern: pattern.to_owned(), reason: Box::new(reason) })
}
