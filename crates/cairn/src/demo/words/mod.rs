//! What the people of the made-up program say and write. Every sentence is about nobody.
//!
//! `{name}` stands for the participant's name, `{day}` for a weekday. Sentences are put together, so that two notes
//! are seldom alike; all of them put the person first.

mod calls;
pub mod families;
mod groups;
mod notes;
mod plans;
pub mod reciprocity;
pub mod relationships;
pub mod tools;
pub mod tools_of_others;

pub use calls::*;
pub use groups::*;
pub use notes::*;
pub use plans::*;

/// A sentence with its places filled.
pub fn fill(sentence: &str, name: &str, day: &str) -> String {
    sentence.replace("{name}", name).replace("{day}", day)
}

pub const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

#[cfg(test)]
mod tests {
    use cairn_language::{Hints, Voice};

    /// The sources of this folder, so that a new list of sentences cannot be forgotten here.
    const SOURCES: [&str; 4] = [
        include_str!("calls.rs"),
        include_str!("groups.rs"),
        include_str!("notes.rs"),
        include_str!("plans.rs"),
    ];

    #[test]
    fn no_sentence_would_get_a_hint() {
        for source in SOURCES {
            for line in source.lines().filter(|line| !line.trim_start().starts_with("//")) {
                // Without the quotation marks: quoted words would be left alone.
                let text = line.replace('"', "");
                let hints = Hints::bundled().find(&text, Voice::Staff);
                assert!(hints.is_empty(), "{text}: {hints:?}");
            }
        }
    }
}
