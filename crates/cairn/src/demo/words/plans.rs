//! Goals with their reasons and steps, reviews, hopes and strengths: in the person's own words.

pub struct GoalWords {
    pub words: &'static str,
    pub why: &'static str,
    pub steps: &'static [&'static str],
}

const fn goal(words: &'static str, why: &'static str, steps: &'static [&'static str]) -> GoalWords {
    GoalWords { words, why, steps }
}

pub const GOALS: &[GoalWords] = &[
    goal(
        "See my kids every weekend",
        "They should know I keep my word.",
        &["Call the caseworker", "Ask for a visit plan in writing", "Be on time four weeks in a row"],
    ),
    goal(
        "Have my own place with a door I can close",
        "I sleep better when I feel safe.",
        &[
            "Get on two housing lists",
            "Save one paycheck",
            "Visit three rooms",
            "Ask for a letter from the residence",
        ],
    ),
    goal(
        "Go back to work at the bakery",
        "I was good at it and I miss it.",
        &["Write to the owner", "Ask about early shifts", "Try one week"],
    ),
    goal(
        "Sleep through most nights",
        "Everything is harder when I am tired.",
        &["Phone out of the bedroom", "Talk with the doctor about nights", "Walk after dinner"],
    ),
    goal(
        "Keep up with my medication without gaps",
        "It gives me room to think.",
        &["Set a phone reminder", "Find a pharmacy on my bus line", "Ask about a longer prescription"],
    ),
    goal(
        "Rebuild trust with my sister",
        "She is the one I call first.",
        &["Write a letter, maybe not to send", "Keep three small promises", "Ask if she wants to meet"],
    ),
    goal(
        "Finish my GED",
        "I left school for the wrong reasons.",
        &["Sign up for the evening class", "Study two evenings a week", "Take the math test first"],
    ),
    goal(
        "Find two people I can call at night",
        "Nights are when it gets loud.",
        &["Go to the Tuesday group twice", "Ask one person for a number", "Call once when it is not urgent"],
    ),
    goal(
        "Get my driver's license back",
        "Then I can take the job in Ashford.",
        &["Ask what is still owed", "Make a payment plan", "Book the test"],
    ),
    goal(
        "Feel strong in my body again",
        "I used to run and I loved it.",
        &["Walk to the river three times a week", "See the dentist", "Join the Saturday hike"],
    ),
    goal(
        "Cook dinner at home four nights a week",
        "It keeps me busy at the hour that is hardest.",
        &["Plan meals on Sunday", "Shop with a list", "Invite my neighbor once"],
    ),
    goal(
        "Handle paydays calmly",
        "Fridays used to be the start of trouble.",
        &["Bill pay on Thursday night", "Dinner with a friend on Fridays", "If-then card in my wallet"],
    ),
    goal(
        "Find a meeting where I feel at home",
        "I do better with people.",
        &["Try three different ones", "Stay for coffee after", "Tell someone my name"],
    ),
    goal(
        "Get through the court date with support",
        "I want to look the judge in the eye.",
        &["Write down my questions", "Meet the lawyer before", "Ask someone to come along"],
    ),
    goal(
        "Play music again",
        "It is the best part of me.",
        &["Restring the guitar", "Play ten minutes a day", "Ask about open evening at the center"],
    ),
    goal(
        "Be a calm dad in the mornings",
        "My son notices everything.",
        &["Up half an hour earlier", "Pack bags the night before", "One kind sentence first"],
    ),
    goal(
        "Pay off the electric bill",
        "I want to open my mail without fear.",
        &["Call and ask for a plan", "Pay ten dollars a week", "Check in after two months"],
    ),
    goal(
        "Help somebody else one day",
        "Someone did it for me.",
        &["Ask about the peer training", "Sit in on a group as a helper", "Write down my story for myself"],
    ),
    goal(
        "Get my teeth fixed",
        "I want to smile in the interview.",
        &["Find a clinic on my plan", "Make the first appointment", "Ask about costs before"],
    ),
    goal(
        "Move closer to my mother",
        "She is not getting younger.",
        &["Look at rents there", "Ask about a program there", "Visit for a weekend"],
    ),
];

pub const METAS: &[GoalWords] = &[
    goal(
        "Recuperar la confianza de mi hija",
        "Quiero estar en su graduación.",
        &["Llamarla los domingos", "Cumplir tres promesas pequeñas", "Pedirle que tomemos un café"],
    ),
    goal(
        "Encontrar un trabajo estable",
        "Quiero mandar dinero a mi madre cada mes.",
        &[
            "Hacer mi currículum en la biblioteca",
            "Preguntar en tres restaurantes",
            "Practicar la entrevista",
        ],
    ),
    goal(
        "Tener mi propio cuarto",
        "Necesito un lugar tranquilo para dormir.",
        &["Anotarme en la lista", "Ahorrar cada semana", "Visitar dos cuartos"],
    ),
    goal(
        "Dormir mejor",
        "Sin dormir todo cuesta más.",
        &["Apagar el teléfono a las diez", "Hablar con la doctora", "Caminar después de cenar"],
    ),
    goal(
        "Aprender más inglés",
        "Así puedo hablar con los maestros de mis hijos.",
        &[
            "Inscribirme en la clase de la noche",
            "Practicar diez minutos al día",
            "Leer un cuento con mi hijo",
        ],
    ),
    goal(
        "Volver a cantar en la iglesia",
        "Ahí me siento en paz.",
        &["Hablar con la directora del coro", "Ir a un ensayo", "Invitar a mi hermana"],
    ),
    goal(
        "Pasar las fiestas con mi familia, tranquila",
        "Los días de fiesta son difíciles para mí.",
        &["Hacer un plan para salir temprano", "Tener a quién llamar", "Llevar mi propia bebida"],
    ),
];

/// Why a plan was looked at, in words.
pub const REVIEWS: &[&str] = &[
    "We kept two goals and put one aside for now. It was their choice.",
    "Good progress on the home front; work comes next.",
    "Harder weeks behind us. The plan is smaller now, and clearer.",
    "The steps were too big. We cut them in half.",
    "One goal reached, and we took a moment to enjoy that.",
    "Everything stays as it is for another three months.",
    "New worries about money came first today; we added a step for that.",
    "Rated all goals again: confidence is up, closeness about the same.",
];

pub const HOPES: &[&str] = &[
    "I want mornings that start calm.",
    "I hope to be somebody my kids can count on.",
    "A place to live, and then we will see.",
    "I want to stop being afraid of my phone.",
    "To laugh again with my brother.",
    "I want to work with my hands again.",
    "I would like a life that is bigger than my worries.",
    "To get through this winter and see my granddaughter in spring.",
    "I want to feel healthy in my own skin.",
    "I hope to finish what I start.",
    "To have friends who know the real me.",
    "I want to find out what I like.",
    "A steady job and a dog.",
    "I hope to talk about my past without shame.",
];
pub const ESPERANZAS: &[&str] = &[
    "Quiero ver crecer a mis nietos.",
    "Espero estar en paz conmigo misma.",
    "Quiero que mi familia vuelva a confiar en mí.",
    "Un trabajo honrado y una casa tranquila.",
    "Quiero sentirme fuerte otra vez.",
];

pub const STRENGTHS: &[&str] = &[
    "I do not give up easily.",
    "Good with children, and patient.",
    "I can fix almost anything.",
    "I make people laugh, even on bad days.",
    "I know how to ask for help now.",
    "I pray, and it steadies me.",
    "I keep my appointments.",
    "I was a good cook and I still am.",
    "I have got through worse.",
    "My grandmother taught me to be fair.",
    "I read a lot.",
    "I notice when others feel low.",
];
pub const FORTALEZAS: &[&str] = &[
    "Soy trabajador y puntual.",
    "Mi fe me sostiene.",
    "Sé escuchar a los demás.",
    "Quiero mucho a mi familia.",
];

pub const LIVING: &[&str] = &[
    "Renting a room",
    "With my parents",
    "Recovery residence",
    "Shelter for now",
    "Own apartment",
    "Staying with friends",
];
pub const WORKING: &[&str] = &[
    "Looking for work",
    "Part time, evenings",
    "Full time",
    "On disability",
    "Day labor when there is some",
    "In training",
];
pub const FAMILY: &[&str] = &[
    "Two children, every other weekend",
    "Married, three at home",
    "Single, close to my sister",
    "Separated; we talk",
    "My mother lives nearby",
    "No contact right now; I would like some",
];
pub const OTHER_HELP: &[&str] = &[
    "Outpatient clinic, weekly",
    "Medication from my doctor",
    "Two meetings a week",
    "A counselor at the clinic",
    "Drug court check-ins",
    "Church group",
];
pub const ACCESS_NEEDS: &[&str] = &[
    "Large print",
    "No stairs",
    "Hard of hearing on the left side",
    "Needs a ride after dark",
    "Reads slowly; likes to talk forms through",
];
pub const SAFE_TIMES: &[&str] =
    &["After 6 in the evening", "Mornings before 10", "Weekdays at lunch", "Any time", "Not on weekends"];
