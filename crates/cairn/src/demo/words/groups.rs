//! Sentences for groups and families.

pub const TOPICS: &[&str] = &[
    "First things in the morning",
    "Saying no and staying friends",
    "Money and paydays",
    "What rest looks like",
    "Asking for help",
    "Holidays ahead",
    "Anger and what is under it",
    "Good neighbors",
    "When plans change",
    "Telling my story, keeping my story",
    "Small promises",
    "Grief",
    "Work and worth",
    "Parents and being parents",
    "Music night",
    "After a hard week",
    "Trust, slowly",
    "What helped me stay",
    "Bodies and walking",
    "Letters we may not send",
];

pub const FAMILY_WORDS: &[&str] = &[
    "Talked about what is ours to carry and what is not.",
    "Practiced two sentences for the next phone call.",
    "Made a plan for safety at home and who to call.",
    "They had a good week and wanted to say so.",
    "Looked at how to rest while waiting.",
    "Talked about money and about saying no with love.",
    "Listened to a mother who had not told anyone for years.",
    "Where to find help for the younger brother.",
    "How to welcome somebody home without a speech.",
    "Two families shared what the first visit was like.",
];

/// What staff call a family: something about them, and nobody's surname.
pub const FAMILY_NAMES: &[&str] = &[
    "River Street family",
    "The two sisters",
    "Hilltop family",
    "Saturday family",
    "Garden family",
    "The grandparents on Oak",
    "Blue porch family",
    "Bakery family",
    "Northside family",
    "Lakeview family",
    "The night-shift parents",
    "Orchard family",
    "Mill Road family",
    "Harbor family",
    "Familia del domingo",
    "Chapel Street family",
    "The three cousins",
    "Birch Lane family",
    "Station family",
    "Meadow family",
];

/// A course for hard days, topic by topic.
pub const COURSE: &[&str] = &[
    "What a hard day is made of",
    "Breathing when nothing else works",
    "Waves: how long a craving lasts",
    "The first hour at home",
    "Saying what I need",
    "People, places and paydays",
    "Sleep",
    "A plan on one page",
];

pub const GROUND_RULES: &str = "What is said here stays here.\nOne person speaks at a time.\nNobody has to speak.\n\
We tell of ourselves and give advice only when asked.\nWhoever is not well today is welcome all the same.";

/// What a group did, without a name in it.
pub const SHARED: &[&str] = &[
    "We went around the room once, then stayed with one question: what helped this week.",
    "Read a page together and talked about it in twos, then in the round.",
    "Practiced saying no to a friend, with laughter, in small scenes.",
    "Quiet beginning. The second half was about paydays and what each one plans for the next.",
    "Breathing exercise, then the topic of the day. People stayed after the end to help with the chairs.",
    "Talked about sleep and about what a good evening looks like. Everybody wrote one thing down.",
    "Shared what each of us would tell somebody who comes for the first time.",
    "Music brought by people here. Two songs, and what they meant.",
];

/// About one person.
pub const PERSONAL: &[&str] = &[
    "Listened today and said so at the beginning.",
    "Told how the talk with the landlord went, and was proud of it.",
    "Came late from work and stayed to the end.",
    "Offered to bring coffee next time.",
    "Spoke for the first time in this round.",
    "Had a hard week and did not want to go into it. Knows whom to call.",
    "Gave a practical idea that others took up.",
];

pub const GROUP_RETURN: &str = "Please say in the shared part what you did, not only the topic.";
pub const GROUP_AMENDMENT: &str = "Somebody left early: the minutes are corrected.";

pub const EXCHANGE_OPENING: &str = "One round: a word for how you come today. Then a minute of quiet.";
pub const EXCHANGE_CLOSING: &str = "One round: something you take home. Nobody has to say it aloud.";

pub const EXCHANGE_PROMPTS: &[&str] = &[
    "What helped you through a hard evening this month?",
    "Tell of a no that you are glad you said.",
    "What would you have needed to hear in your first week?",
    "Who stood by you, and how did you notice?",
    "What does your body tell you before you know it yourself?",
    "A small thing that has become easier.",
];

pub const EXCHANGE_GAVE: &[&str] = &[
    "How I get through Sunday evenings.",
    "Time. I did not look at the clock.",
    "The story about my brother, the short one.",
    "I asked, and waited for the answer.",
];

pub const EXCHANGE_TOOK: &[&str] = &[
    "That somebody else also drives around the block first.",
    "A sentence I want to try at home.",
    "That it gets quieter after the first hour.",
    "I was not alone with it.",
];
