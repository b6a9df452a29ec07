//! Sentences of the two who repair what is between them.

/// What one side says on the way.
pub struct Sayings {
    pub named: &'static str,
    pub look: &'static str,
    pub importance: i64,
    pub confidence: i64,
    pub hope: &'static str,
    pub live_with: &'static str,
    pub account: &'static str,
    /// With how each was kept.
    pub amends: [(&'static str, Option<&'static str>); 2],
    pub letter: &'static str,
    pub going: &'static str,
    /// Promises to the other, with what that one said of each, one after the other.
    pub promises: [(&'static str, &'static [&'static str]); 2],
    /// Closeness, safety and hope after two and after six weeks, and a few words.
    pub later: [(i64, i64, i64, &'static str); 2],
}

pub const HIS: Sayings = Sayings {
    named: "Mom",
    look: "She never hurt me. I am only afraid that she gives up on me.",
    importance: 9,
    confidence: 5,
    hope: "That she laughs at my bad jokes again.",
    live_with: "If she only waves from the porch, I can live with that for now.",
    account: "I took the money from the drawer and let her think it was my cousin. I was not at the table on her \
              birthday. I told myself she would not notice. She noticed.",
    amends: [
        ("Pay back forty dollars each month, in an envelope, without a speech", Some("kept")),
        ("Tell my cousin myself that it was me", None),
    ],
    letter: "Mom, there is a night I never told you about, and you sat up for it anyway. I am not asking for \
             anything with this letter. I only wanted it to be written down somewhere.",
    going: "My hands shook. She had made the soup. Twenty minutes were enough, and I left before it got loud.",
    promises: [
        ("Call on Sundays before noon", &["not_yet", "kept"]),
        ("Fix the back step before the frost", &["partly"]),
    ],
    later: [
        (5, 8, 6, "We talk about soup and the dog. It is more than I had."),
        (7, 9, 8, "She asked me to carry the chairs at the church supper."),
    ],
};

pub const HERS: Sayings = Sayings {
    named: "Jordan",
    look: "I sleep with my door closed, and that is from my own worry.",
    importance: 10,
    confidence: 4,
    hope: "One meal without counting the minutes.",
    live_with: "If it does not work, I still have the choir and my sister.",
    account: "I searched his room and read his notebook, and then I told my sister what was in it. I was \
              frightened, and it was still not mine to read.",
    amends: [
        ("Give the notebook back unread from here on", Some("kept")),
        ("Tell my sister that I should not have told her", Some("not_kept")),
    ],
    letter: "My boy, I was so angry that I set your place at the table and turned the chair around. I never told \
             anybody that.",
    going: "He ate two bowls. I had to sit on my hands not to ask. I did not ask.",
    promises: [
        ("Ask before I come by", &["kept"]),
        ("Not speak about money on the phone", &["partly", "kept"]),
    ],
    later: [
        (5, 7, 5, "Some Sundays the phone is late. It rings."),
        (7, 8, 7, "I slept through the night after he was here."),
    ],
};

pub const PLACE: &str = "The bench by the river, the one with the roof";
pub const TOPICS: &str = "How each of us is. The dog. Sunday dinner, if it comes up.";
pub const NOT_TOPICS: &str = "Money, and the night of the birthday.";
pub const THERE: &str = "Marcus, at the next table";
pub const STOP_WORD: &str = "Umbrella";
/// Somebody with whom contact is not safe now.
pub const NOT_SAFE: (&str, &str) =
    ("Uncle Ray", "He has said what he does if I come back to the house. My sister keeps pushing me to go.");
