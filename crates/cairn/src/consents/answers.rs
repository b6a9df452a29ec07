//! The questions of the form and what their answers change in the terms.

use jiff::civil::Date;

use super::kind::Kind;
use super::terms::{Expiry, Revocable, Terms};
use crate::web::{Form, Refusal};

/// The pages of the form, in order. The first is a list that is added to.
pub const STEPS: [&str; 4] = ["whom", "what", "why", "when"];

/// The page after this one; none after the last.
pub fn next(step: &str) -> Option<&'static str> {
    let at = STEPS.iter().position(|known| *known == step)?;
    STEPS.get(at + 1).copied()
}

const EXPIRIES: [&str; 5] = ["date", "event", "end_of_treatment", "end_of_study", "none"];

impl Kind {
    /// How a consent of this kind can end: `none` only for the one consent for treatment, payment and operations
    /// (§2.31(a)(7)).
    pub fn expiries(self) -> Vec<&'static str> {
        let fits = |code: &&str| match *code {
            "end_of_treatment" | "none" => self == Kind::Tpo,
            "end_of_study" => self == Kind::Research,
            _ => true,
        };
        EXPIRIES.into_iter().filter(fits).collect()
    }
}

/// What was answered on one page.
pub enum Answers {
    What {
        categories: Vec<String>,
        limits: Option<String>,
        everything_reason: Option<String>,
    },
    Why {
        purposes: Vec<String>,
        words: Option<String>,
    },
    When {
        from_on: Option<Date>,
        expiry: Option<Expiry>,
        period: Option<String>,
        revocable: Option<Revocable>,
    },
}

impl Answers {
    /// Reads a page of the form; none for a page that has no answers of its own.
    pub fn read(step: &str, kind: Kind, form: &mut Form, today: Date) -> Option<Answers> {
        match step {
            "what" => Some(Answers::What {
                categories: form.choices("categories", &kind.categories()),
                limits: form.text("limits", 500),
                everything_reason: form.text("everything_reason", 500),
            }),
            "why" => {
                let purposes = form.choices("purposes", kind.purposes());
                let words = form.text("purpose_words", 500);
                if kind.names_its_case() && words.is_none() {
                    form.wrong("purpose_words", "consent-purpose-words-needed");
                }
                Some(Answers::Why { purposes, words })
            }
            "when" => Some(read_when(kind, form, today)),
            _ => None,
        }
    }

    /// Puts the answers into the terms, unless they may not stand there.
    pub fn apply(self, kind: Kind, terms: &mut Terms) -> Result<(), Refusal> {
        match self {
            Answers::What { categories, limits, everything_reason } => {
                terms.categories = categories;
                terms.limits = limits;
                terms.everything_reason = everything_reason;
            }
            Answers::Why { purposes, words } => {
                terms.purposes = purposes;
                terms.purpose_words = words;
            }
            Answers::When { from_on, expiry, period, revocable } => {
                terms.from_on = from_on;
                terms.expiry = expiry;
                terms.period = period;
                terms.revocable = revocable;
            }
        }
        settle(kind, terms)
    }
}

/// What follows from the rest of the terms, and what may not stand together.
pub fn settle(kind: Kind, terms: &mut Terms) -> Result<(), Refusal> {
    terms.statements = kind.statements(terms).into_iter().map(str::to_string).collect();
    kind.refuse(terms)
}

fn read_when(kind: Kind, form: &mut Form, today: Date) -> Answers {
    let from_on = form.date("from_on");
    // A code that is none of this kind's is refused with the reason, not only as unlisted.
    let chosen = form.choice("expiry", &EXPIRIES);
    if chosen.as_deref().is_some_and(|code| !kind.expiries().contains(&code)) {
        form.wrong("expiry", "consent-expiry-none-only-care");
    }
    let expiry = chosen.and_then(|code| match code.as_str() {
        "date" => {
            let on = form.required_date("expires_on");
            if on <= today {
                form.wrong("expires_on", "consent-expiry-day-past");
            } else if from_on.is_some_and(|from| on < from) {
                form.wrong("expires_on", "consent-expiry-before-start");
            }
            Some(Expiry::On(on))
        }
        "event" => Some(Expiry::Event(form.required_text("expiry_words", 200))),
        "end_of_treatment" => Some(Expiry::EndOfTreatment),
        "end_of_study" => Some(Expiry::EndOfStudy),
        "none" => Some(Expiry::None),
        _ => None,
    });
    let (mut period, mut revocable) = (None, None);
    if kind == Kind::CriminalJustice {
        period = form.text("period", 200);
        revocable = match form.choice("revocable", &["date", "event"]).as_deref() {
            Some("date") => Some(Revocable::From(form.required_date("revocable_on"))),
            Some("event") => Some(Revocable::After(form.required_text("revocable_words", 200))),
            _ => None,
        };
    }
    Answers::When { from_on, expiry, period, revocable }
}

/// Shows what the terms hold already.
pub fn fill_in(step: &str, form: &mut Form, terms: &Terms) {
    match step {
        "what" => {
            terms.categories.iter().for_each(|code| form.set("categories", code));
            form.set_some("limits", terms.limits.as_ref());
            form.set_some("everything_reason", terms.everything_reason.as_ref());
        }
        "why" => {
            terms.purposes.iter().for_each(|code| form.set("purposes", code));
            form.set_some("purpose_words", terms.purpose_words.as_ref());
        }
        "when" => {
            form.set_some("from_on", terms.from_on);
            match &terms.expiry {
                Some(Expiry::On(day)) => {
                    form.set("expiry", "date");
                    form.set("expires_on", day);
                }
                Some(Expiry::Event(words)) => {
                    form.set("expiry", "event");
                    form.set("expiry_words", words);
                }
                Some(Expiry::EndOfTreatment) => form.set("expiry", "end_of_treatment"),
                Some(Expiry::EndOfStudy) => form.set("expiry", "end_of_study"),
                Some(Expiry::None) => form.set("expiry", "none"),
                None => {}
            }
            form.set_some("period", terms.period.as_ref());
            match &terms.revocable {
                Some(Revocable::From(day)) => {
                    form.set("revocable", "date");
                    form.set("revocable_on", day);
                }
                Some(Revocable::After(words)) => {
                    form.set("revocable", "event");
                    form.set("revocable_words", words);
                }
                None => {}
            }
        }
        _ => {}
    }
}
