//! What supporters say to themselves.

/// A goal of a supporter about themselves: words, why, and its steps.
pub struct OwnGoalWords {
    pub words: &'static str,
    pub why: &'static str,
    pub steps: [&'static str; 2],
}

pub const OWN_GOALS: [OwnGoalWords; 4] = [
    OwnGoalWords {
        words: "Leave work at work",
        why: "My kids get what is left of me, and lately that is not much.",
        steps: ["Sit in the car for five minutes before I drive home", "No phone at the table"],
    },
    OwnGoalWords {
        words: "Keep Thursday evenings for my own meeting",
        why: "I help best when I am looked after too.",
        steps: ["Ask for no sessions after four on Thursdays", "Ride there with Pete"],
    },
    OwnGoalWords {
        words: "Sleep before midnight",
        why: "After a hard day I lie awake and go over it again.",
        steps: ["Write down three lines, then close the notebook", "Lights out at eleven"],
    },
    OwnGoalWords {
        words: "Sit the exam in spring",
        why: "I want the paper to say what I can do.",
        steps: ["Finish the ethics hours", "Ask Denise for the two supervision letters"],
    },
];

pub const OWN_GOALS_IN_SPANISH: [OwnGoalWords; 2] = [
    OwnGoalWords {
        words: "Caminar junto al río tres veces por semana",
        why: "Caminando se me va lo que escuché en el día.",
        steps: ["Zapatos junto a la puerta", "Ir con mi hermana los sábados"],
    },
    OwnGoalWords {
        words: "Decir que no cuando ya no puedo más",
        why: "Cuando digo que sí a todo, me pierdo.",
        steps: ["Decirle a mi supervisora cuántas personas son demasiadas", "Practicar la frase en voz alta"],
    },
];

pub const WEEKS: [&str; 6] = [
    "A good week. Two people laughed.",
    "Long. The night call stayed with me.",
    "Quiet, and I needed that.",
    "Tired, but it was worth it.",
    "I said no once and nothing broke.",
    "Too many miles, too little lunch.",
];

pub const WEEKS_IN_SPANISH: [&str; 3] =
    ["Semana larga, pero buena.", "Me costó dormir el martes.", "Una familia volvió a comer junta."];

/// Domain, kind, minutes, and what was learned.
pub const LEARNED: [(&str, &str, i64, &str); 8] = [
    ("ethical_responsibility", "training", 180, "Where a friend ends and a supporter begins, with cases."),
    (
        "recovery_wellness",
        "tool_practice",
        45,
        "Practiced riding out an urge on myself first. It takes longer than I say.",
    ),
    ("mentoring_education", "reflection", 20, "I gave advice too soon. Next time I ask once more."),
    ("advocacy", "training", 120, "How to go along to court and what I may not say there."),
    ("recovery_wellness", "supervision", 60, "We looked at what I carry home."),
    ("ethical_responsibility", "supervision", 60, "A gift, and how to say no to it kindly."),
    ("mentoring_education", "shadowing", 90, "Watched how a quiet group is opened."),
    ("advocacy", "reflection", 15, "I let the person speak to the clerk and stood beside them."),
];
