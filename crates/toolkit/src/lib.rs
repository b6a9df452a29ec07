//! The tools that peer supporters are taught (goal setting, a wellness plan, HALT, urge surfing …), each as data: what
//! is asked, in which order, what an answer may be. There is one definition per tool and version, with a hash; every
//! page, print-out and copy on a phone reads that one.
//!
//! This crate may never know a person, a database, a clock or a page. What somebody left blank stays blank: it is never
//! zero, never "no".
//!
//! # A tool of your own
//! A program writes a JSON file and needs no code; [`EXAMPLE`] has one of every kind of field.
//!
//! ```json
//! { "id": "my_tool", "version": 1, "name": {"en": "My tool"}, "purpose": {"en": "When it helps."},
//!   "owners": ["participant"], "minutes": 5, "continuing": false, "source": "who wrote it",
//!   "parts": [ { "code": "start", "title": {"en": "Start"}, "hint": {"en": "Take your time."},
//!     "fields": [ { "code": "mood", "label": {"en": "How are you?"}, "kind": {"words": {"most": 500}} } ] } ] }
//! ```
//!
//! A text is `{"en": …, "es": …}`; Spanish may be left out. Kinds are `{"line": {"most": 120}}`,
//! `{"words": {"most": 1000}}`, `{"rating": {"low": text, "high": text}}` (0 to 10), `{"choice": {"options": [{"code":
//! …, "label": text}]}}`, `{"choices": {"options": […]}}`, `"date"`, `{"rows": {"columns": [{"code": …, "label": text,
//! "kind": "line" | "date" | "rating"}], "most": 10}}`, `{"people": {"most": 12}}`, `{"curve": {"low": text, "high":
//! text, "most": 12}}`.
//!
//! Codes are `a` to `z`, digits and `_`, begin with a letter, have at most 40 characters and are used once. A tool has
//! at most 12 parts, 60 fields, and 400 inputs when the cells of tables are counted; a part without fields is guidance and needs a hint. What is refused is named with
//! its place, the reason and the remedy. A changed tool gets a higher version ([`Tool::follows`]).
//!
//! # From a form to a page
//! Inputs are named by [`Field::form_name`] and [`Field::cell_name`]. [`Tool::answers`] reads what a form sent,
//! [`Tool::check`] says what needs another look, [`Tool::keep`] adds what an earlier version had beside it, and
//! [`Answers::to_json`] is what to store. [`Tool::read`] gives a page everything back, [`Tool::form`] fills a form.

mod answers;
mod catalog;
mod check;
mod error;
mod fingerprint;
mod form;
mod kind;
mod reading;
mod rules;
mod shown;
mod tool;

pub use answers::Answers;
pub use catalog::{EXAMPLE, all, find, library, newest};
pub use check::{Reason, Wrong};
pub use error::Error;
pub use kind::{Cell, Choice, Column, Kind, Standing};
pub use reading::{Earlier, Reading};
pub use rules::{CELL, MINUTES, PLACES};
pub use shown::{Entry, Person, Point, Shown, ShownCell};
pub use tool::{Field, Owner, Part, Text, Tool};
