//! Sentences for first calls, their next steps, and how enrollments end.

/// What a caller needs, by the kind of caller.
pub const NEEDS: &[(&str, &[&str])] = &[
    (
        "self",
        &[
            "Wants to talk with somebody who has been there. Three weeks since leaving treatment.",
            "Lost the room last week and is staying with a friend. Wants support to keep going.",
            "Heard about us from a nurse. Not sure what we do; wants to hear how it works.",
            "Has a court date next month and would like someone to come along.",
            "Works nights and needs somebody who can talk in the mornings.",
            "Starting medication on Monday and would like company for the first weeks.",
            "Has been doing well for a year and feels shaky since the divorce.",
            "Wants a woman to talk with, and no groups for now.",
            "Two small children at home, no car. Asks about meeting by video.",
            "Tried twice before elsewhere. Wants to choose the person this time.",
        ],
    ),
    (
        "family",
        &[
            "Calls about a son who does not want to talk yet. Asks what a family can do meanwhile.",
            "Worried about a husband who stopped answering the phone at night.",
            "Her sister comes home from the hospital on Friday. Wants to know what to expect.",
            "A father who wants to say the right thing this time.",
            "Asks what it costs and whether it is safe to leave a message.",
            "A grandmother raising two children; asks for support for herself.",
        ],
    ),
    (
        "friend",
        &[
            "Calls for a roommate who is in the room but too shy to speak.",
            "A coworker noticed that something is wrong and wants to help without prying.",
        ],
    ),
    (
        "professional",
        &[
            "Counselor at the outpatient clinic; the person agreed to be called.",
            "Emergency department: the person asked to meet a peer before going home.",
            "School social worker with a parent in the office.",
            "Housing navigator; the person moves in next week and wants support nearby.",
        ],
    ),
    ("court", &["Court coordinator: the person chose peer support and starts this month."]),
    (
        "hospital",
        &[
            "Ward nurse: discharge tomorrow, would like a first meeting on the ward.",
            "Hospital social worker, about a person who survived an overdose and wants to talk.",
        ],
    ),
    (
        "alumni",
        &[
            "Was with us two years ago and would like to come back.",
            "Alumni call: a hard month, asks for a few sessions.",
        ],
    ),
    ("other", &["Asked for opening hours, then stayed on the line and told a little more."]),
];

pub const CALL_STEPS: &[&str] = &[
    "Call back and offer a first meeting",
    "Call back after 6 in the evening",
    "Try once more in the morning",
    "Send the list of meeting times",
    "Check insurance with the biller",
    "Meet at the hospital before discharge",
    "Ask whether Thursday suits for intake",
    "Call the family with an answer about costs",
    "Find a video time with the children in mind",
];

pub const STEP_WORDS: &[&str] = &[
    "Good talk, wants to think until Friday.",
    "Left our number and first name only, as agreed.",
    "No answer, no voice mail.",
    "Set a time for intake.",
    "Asked us to call next week.",
    "Spoke with the person and the nurse together.",
];

/// Codes of the intake room.
pub const HEARD_FROM: &[&str] =
    &["family_or_friend", "participant", "website", "hospital", "clinician", "court", "insurer", "other"];
pub const BEST_TIMES: &[&str] =
    &["Mornings", "After 5 pm", "Lunch break, 12 to 1", "Weekends", "Any time", "Not before 10"];

/// Whom staff told about immediate risk, and what was done.
pub const CRISIS: &[(&str, &str)] = &[
    (
        "On-call supervisor",
        "Stayed on the line, called 988 together, a friend came over. Called back at nine: safe at home.",
    ),
    (
        "911 and the on-call supervisor",
        "Ambulance met the person at home. We spoke with the hospital the next morning.",
    ),
    (
        "On-call supervisor",
        "Went through what would make tonight safer. The person slept at the sister's place.",
    ),
];

pub const CLOSING_WORDS: &[(&str, &[&str])] = &[
    ("enrolled", &["Intake done.", "Started with us."]),
    (
        "referred_elsewhere",
        &[
            "Wanted inpatient care; warm hand-off to the treatment center.",
            "Lives in the next county; introduced to the program there.",
        ],
    ),
    ("declined", &["Not now. Knows that the door is open.", "Chose a different program."]),
    (
        "could_not_reach",
        &["Four tries at different times. A letter was not safe.", "The number no longer works."],
    ),
    ("information_only", &["Got the meeting list and the hours.", "Question about costs answered."]),
    ("duplicate", &["Called twice; see the other call."]),
];

pub const DISCHARGES: &[(&str, &[&str])] = &[
    (
        "goals_met",
        &[
            "Reached what mattered most and wants to stand alone. Proud day.",
            "Two goals reached; stays in touch through alumni calls.",
        ],
    ),
    ("moved", &["Moved to be near family; introduced to a program there.", "New job in another state."]),
    (
        "lost_contact",
        &[
            "No answer for six weeks, by phone and by letter. The door is open.",
            "Five tries without an answer.",
        ],
    ),
    (
        "transferred",
        &["Goes on with the clinic's own peer team.", "Entered residential treatment; may come back after."],
    ),
    (
        "asked_to_end",
        &["Asked to end for now. No reason asked.", "Has enough support from family and meetings."],
    ),
    ("other", &["Long hospital stay; to be asked again later."]),
];
