//! What is said when people are looked for and called.

pub const PLACES: &[&str] =
    &["River Clinic, ward 3", "County jail, leaves on Friday", "The bench by the library", "At his sister's"];
pub const REMARKS: &[&str] = &[
    "His sister will tell him that I asked after him.",
    "Sat with her for an hour. Coffee, no paper.",
    "The nurse says mornings are better.",
    "Nobody at the door; left no card.",
];
pub const TIMES: &[&str] = &["After work, from 5", "Mornings", "Not on Sundays", "Lunch break, 12 to 1"];
pub const SAID: &[&str] = &[
    "Good week. I cook again on Sundays.",
    "Tired, but I went to the group anyway.",
    "My daughter called. I had something to tell her.",
    "It was a hard week and I am still here.",
    "The new job is loud. I walk home, that helps.",
    "I sleep through most nights now.",
];
pub const HARD: &str = "I used on Saturday. I did not want to pick up the phone, and I did.";
pub const GOING_ALONG: &[(&str, &str, &str, &str, &str)] = &[
    (
        "court",
        "silent",
        "Hearing about the license. Sit beside me.",
        "Moved to next month. We practiced what to say.",
        "court",
    ),
    (
        "clinic",
        "when_asked",
        "First visit with the new doctor.",
        "She asked her own three questions. New visit is set.",
        "hospital",
    ),
    ("agency", "speaks", "The form for the apartment.", "Form is in. They answer in two weeks.", "community"),
];
pub const PASSED_ON: &str = "I like to talk while walking. Please do not start with the past.";
