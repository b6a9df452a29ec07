//! Sentences for notes, in four parts: how we met, what I did, how the person responded, what comes next.

/// How a session began, by mode.
pub const OPENINGS: &[(&str, &[&str])] = &[
    (
        "in_person",
        &[
            "We met at the center and found a quiet corner.",
            "{name} came in early and had already made tea for both of us.",
            "We walked around the block while we talked.",
            "We met at the library, in the small room upstairs.",
            "{name} asked to sit outside today, so we did.",
            "We met on the bench by the river path.",
            "{name} arrived with a list of three things to talk about.",
            "We met before the afternoon rush and had time.",
        ],
    ),
    (
        "phone",
        &[
            "We spoke by phone during the lunch break at work.",
            "{name} called right on time.",
            "I called at the time we had agreed on.",
            "We talked by phone while {name} waited for the bus.",
            "A shorter call than usual; {name} had family visiting.",
            "We spoke in the evening, after the children were asleep.",
        ],
    ),
    (
        "video",
        &[
            "We met by video; the connection held this time.",
            "{name} joined from the kitchen table.",
            "We met by video because of the weather.",
            "{name} used the tablet at the residence to join.",
            "We met by video and shared a screen for the forms.",
        ],
    ),
];

/// What I did, by the code of the activity.
pub const ACTIVITIES: &[(&str, &[&str])] = &[
    (
        "listening",
        &[
            "I mostly listened as {name} described a hard weekend and what had helped.",
            "I listened and reflected back what I heard about the move.",
            "I made room for the worry about money before anything else.",
            "I asked open questions about how the evenings have been going.",
            "I listened to how the talk with the landlord went.",
        ],
    ),
    (
        "sharing_story",
        &[
            "I told how I handled my own first holiday season, and left out what was not useful today.",
            "I shared what my first month back at work was like for me.",
            "I shared how I asked my brother for trust again, one small promise at a time.",
            "I told a short part of my story about sleepless nights, because {name} asked.",
            "I shared how long it took me to say no to an old friend.",
        ],
    ),
    (
        "skills_practice",
        &[
            "We practiced saying no in three different ways and chose the one that felt natural.",
            "We practiced riding out an urge: rate it, breathe, wait, rate it again.",
            "We went through hungry, angry, lonely, tired and found one action for each.",
            "We worked out an if-then plan for Friday payday.",
            "We practiced the phone call to the manager until it felt easy.",
            "We wrote a card with early signs and what to do in the first hour.",
            "We worked through a seven-step plan for the conflict with a neighbor.",
        ],
    ),
    (
        "link",
        &[
            "I gave three meeting times near the bus line and we chose one together.",
            "We filled in the housing list form and sent it together.",
            "I connected {name} with the dental clinic that takes the plan.",
            "We looked up the evening GED course and wrote down the start date.",
            "I introduced {name} to the lead of the garden crew.",
            "We called the food pantry to ask about delivery.",
        ],
    ),
    (
        "accompany",
        &[
            "I went along to the first appointment at the clinic and waited outside.",
            "I accompanied {name} to court and we sat together before the hearing.",
            "We went to the DMV together and came out with the ID.",
            "I came along to a first meeting; we sat near the door, as agreed.",
            "We visited the recovery residence together and asked our questions.",
        ],
    ),
    (
        "advocate",
        &[
            "With permission, I spoke with the shelter about a later curfew for night shifts.",
            "We wrote to the employer together about a schedule that allows the clinic visits.",
            "I sat beside {name} while asking the benefits office for a review.",
            "I helped {name} put the question about medication to the doctor in writing.",
        ],
    ),
    (
        "plan_review",
        &[
            "We looked through the plan and moved two steps to done.",
            "We reviewed the plan and put one goal into new words.",
            "We rated each goal again and talked about why not lower.",
            "We checked the plan against the last two weeks and kept what works.",
            "We took one step apart into two smaller ones.",
        ],
    ),
    (
        "crisis",
        &[
            "{name} said the night had been very dark. We went through the safety plan and called 988 together.",
            "I stayed on the line until {name} was with a friend, then told my supervisor.",
            "We made the home safer for tonight, step by step, and agreed on a call at nine.",
        ],
    ),
];

pub const RESPONSES: &[&str] = &[
    "{name} said it felt lighter after saying it out loud.",
    "{name} was quiet at first and then talked more than I did.",
    "{name} named two things that went well without being asked.",
    "{name} laughed about the last attempt and wants to try again.",
    "{name} said, \"I did not think I could, and I did.\"",
    "{name} was not sure this is the right time, and said so plainly.",
    "{name} took the lead and chose what to work on.",
    "{name} wrote the next step down in a notebook.",
    "{name} rated confidence at seven, up from four last month.",
    "{name} said the mornings are still the hardest part.",
    "{name} was tired and asked to keep it short, which we did.",
    "{name} talked about pride in showing up for the family.",
    "{name} asked good questions and made own choices among the options.",
    "{name} said the walk helped more than the talk.",
    "{name} shared a worry about the coming court date.",
    "{name} told me a return to use happened on Saturday, and came today anyway.",
    "{name} said it helps that nobody here is keeping score.",
    "{name} noticed that the evenings are calmer since the change in shifts.",
    "{name} was glad to hear that others have been there too.",
    "{name} disagreed with one of my suggestions and had a better one.",
    "{name} said, \"I want my daughter to see me finish something.\"",
    "{name} felt let down by the waiting time and we named that together.",
    "{name} came with two of three steps done.",
    "{name} said sleep is better, appetite too.",
];

pub const NEXT_STEPS: &[&str] = &[
    "{name} will call the clinic on {day}; I will check in by text that evening.",
    "We meet again on {day} at the usual time.",
    "{name} will try the new meeting on {day} and tell me how it was.",
    "I will find out about bus passes before {day}.",
    "{name} will talk with the manager about shifts by {day}.",
    "{name} will bring the letter to our next session on {day}.",
    "I will send the list of food pantries on {day}.",
    "{name} will use the card at least once and note what happened before {day}.",
    "Next time, on {day}, we look at the plan together.",
    "{name} will walk with the group on {day}.",
    "We will finish the housing form on {day}.",
    "{name} will write down three good moments until {day}.",
    "I will ask the residence about a visit on {day}.",
    "{name} will call the sister on {day}, with the words we practiced.",
    "{name} will rest this weekend; we speak on {day}.",
    "{name} will pick up the prescription on {day} and set a phone reminder.",
    "We will go to the office together on {day}.",
    "{name} will decide by {day} whether to apply for the course.",
];

/// Why a supervisor sends a note back.
pub const RETURN_COMMENTS: &[&str] = &[
    "Please say what you did, in a sentence of its own. The rest reads well.",
    "Which goal does this serve? Please cite it.",
    "The end time is before the start of the next session. Please check it.",
    "How did the person respond? One sentence in their words is enough.",
    "The next step needs a day and somebody who does it.",
    "Please leave out the name of the other person who was there.",
];

pub const AMENDMENT_REASONS: &[&str] = &[
    "The end time was wrong: we stayed ten minutes longer.",
    "I had left out that we called the clinic together.",
    "The person asked me to correct what I wrote about the move.",
];

pub const CANCELLATION_WORDS: &[&str] = &[
    "Called ahead: a shift was moved.",
    "The bus did not run.",
    "Sick child at home; we will meet next week.",
    "Asked to meet another day.",
    "I was ill and called.",
    "A medical appointment came up.",
];

pub const PLACES: &[&str] = &[
    "Library on Elm Street, room 2",
    "River path, north bench",
    "Corner coffee shop on Third",
    "County courthouse lobby",
    "Maple House",
    "Community garden",
    "Clinic waiting room, second floor",
];
