//! Sentences of family members and of who walks with them.

pub const SAFE_WAYS: &[&str] = &[
    "Mornings, when I am alone. Please say you call from the library.",
    "Text first. I call back from the car.",
    "Any time on my own phone, never the house phone.",
    "After nine in the evening. Nobody else is up then.",
];

pub const CALLED: &[&str] = &["Linda", "Grandma Jo", "The Sunday cook", "Rose", "T.", "Marisol"];

/// A goal, why it matters, and the next step.
pub const GOALS: &[(&str, &str, &str)] = &[
    (
        "Sleep through the night again",
        "I am no help to anybody when I am this tired.",
        "Leave the phone in the kitchen after ten, two nights this week",
    ),
    (
        "Sit down to eat together once a week without a fight",
        "I miss how loud our table was.",
        "Ask for Sunday, and talk about soup",
    ),
    (
        "Say no to money and yes to everything else",
        "Each time I gave in I was angry for days.",
        "Practice my two sentences with my supporter",
    ),
    ("Have one evening a week that is mine", "I used to sing.", "Call the choir and ask when they meet"),
    ("Tell my sister the truth", "I am tired of hiding it.", "Write the letter, and do not send it yet"),
];
pub const REWORDED: &str = "Eat together once a week and leave before it gets loud";
pub const FIRST_STEP: &str = "Talk it over at the family group";

pub const CHECK_INS: &[&str] = &[
    "Slept. Walked. It helped.",
    "Jumped each time the phone rang.",
    "We laughed today. I had forgotten.",
    "Tired of being the strong one.",
    "Said no and the sky did not fall.",
    "A quiet day. I will take it.",
];

pub const NOTES: &[&str] = &[
    "Practiced the two sentences. She wants to try them on Sunday.",
    "He told for the first time how afraid he is at night. We made a list of whom to call.",
    "Talked about rest, and about letting the neighbor help with the children.",
    "They decided together what they will do when money is asked for.",
    "Listened. Next time we look at the plan.",
];

/// Why a meeting was called off.
pub const OFF: &str = "Work came up that day.";
pub const ENDING: &str = "They have their own circle now, and know where we are.";

pub const WISHES: &[&str] = &[
    "To say I am sorry for the last call.",
    "Just to sit together for an hour.",
    "To talk about the children.",
];
pub const TOPICS_HIS: &str = "Sunday dinners, and how we talk on the phone";
pub const NOT_TOPICS_HIS: &str = "Money, and last summer";
pub const TOPICS_HERS: &str = "How I can be there without asking every day";
pub const NOT_TOPICS_HERS: &str = "Your father";
pub const SHARED_NOTE: &str = "They agreed on a call each Wednesday, and laughed about the soup.";
