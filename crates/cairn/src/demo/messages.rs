//! What people and their supporters write to each other: one conversation told in full, a few begun, and quiet hours.

use cairn_db::Error;

use super::cast::{JORDAN, ROSA};
use super::house::House;
use super::lives::Life;
use super::rows;
use super::supporters::Supporter;
use super::world::{World, later};
use crate::access::Tier;
use crate::ids::RowId;

/// Days ago, minute of the day, by the participant, minutes until it was seen (none: not yet), tier, words.
type Said = (i64, i64, bool, Option<i64>, Tier, &'static str);

/// Nights in it were quiet hours: what was sent then was seen in the morning.
const FULL: [Said; 17] = [
    (
        13,
        17 * 60 + 5,
        false,
        Some(40),
        Tier::Ours,
        "Good to sit with you today. I will bring the bus times on Thursday.",
    ),
    (
        13,
        17 * 60 + 50,
        true,
        Some(30),
        Tier::Ours,
        "Thank you. I said more than I planned to and it was fine.",
    ),
    (
        12,
        22 * 60 + 35,
        true,
        Some(590),
        Tier::Ours,
        "Cannot sleep. Nothing is wrong. I just wanted to put it somewhere.",
    ),
    (
        11,
        8 * 60 + 25,
        false,
        Some(65),
        Tier::Ours,
        "Saw this with my coffee. You put it somewhere, that counts. How did the night go on?",
    ),
    (
        11,
        9 * 60 + 40,
        true,
        Some(20),
        Tier::Ours,
        "Read two chapters and slept at two. Better than I thought.",
    ),
    (
        9,
        12 * 60 + 10,
        true,
        Some(75),
        Tier::Supervised,
        "The landlord wants the papers by Friday. Could your supervisor look at the letter too?",
    ),
    (
        9,
        13 * 60 + 30,
        false,
        Some(45),
        Tier::Ours,
        "Yes, she can read this one now. Bring the letter on Thursday and we write the answer together.",
    ),
    (
        7,
        18 * 60 + 20,
        true,
        Some(35),
        Tier::Ours,
        "Letter is sent. My hands were shaking at the post office.",
    ),
    (
        7,
        18 * 60 + 58,
        false,
        Some(25),
        Tier::Ours,
        "Shaking hands and a sent letter. That is what courage looks like from outside.",
    ),
    (
        5,
        7 * 60 + 15,
        true,
        Some(80),
        Tier::Ours,
        "Old friend called last night. I did not pick up. I want to talk about what I say next time.",
    ),
    (
        5,
        8 * 60 + 40,
        false,
        Some(15),
        Tier::Ours,
        "I have been in that hallway with the phone in my hand. Let us try a few sentences on Thursday.",
    ),
    (4, 20 * 60 + 5, true, Some(10), Tier::Ours, "Is Thursday still at four?"),
    (
        4,
        20 * 60 + 16,
        false,
        Some(12),
        Tier::Ours,
        "Four it is. I am off the phone after eight these days, so tomorrow if there is more.",
    ),
    (
        2,
        16 * 60 + 45,
        true,
        Some(55),
        Tier::Ours,
        "I said it the way we practiced. He was quiet and then he said okay.",
    ),
    (2, 17 * 60 + 42, false, Some(20), Tier::Ours, "Read that twice. You did that."),
    (
        1,
        17 * 60 + 30,
        false,
        None,
        Tier::Ours,
        "Found the flyer for the Saturday walk, it is on my desk for you. No need to answer.",
    ),
    (
        1,
        17 * 60 + 45,
        true,
        None,
        Tier::Ours,
        "On the bus home, no signal. My sister asked me to dinner on Sunday. First time in a year.",
    ),
];

const SPANISH: [Said; 4] = [
    (6, 10 * 60 + 5, true, Some(50), Tier::Ours, "Gracias por ayer. Hablé con mi hija y me escuchó."),
    (6, 11 * 60, false, Some(30), Tier::Ours, "Qué gusto leer eso. El martes me cuenta con calma."),
    (
        3,
        21 * 60 + 40,
        true,
        Some(640),
        Tier::Ours,
        "Una pregunta para el martes: ¿cómo le digo a mi jefe que necesito esa hora?",
    ),
    (2, 8 * 60 + 30, false, Some(90), Tier::Ours, "Lo pensamos juntas. Traiga sus horarios."),
];

const BEGUN: [[Said; 2]; 3] = [
    [
        (
            5,
            14 * 60 + 20,
            true,
            Some(60),
            Tier::Ours,
            "Can we meet by phone this week? My car is in the shop.",
        ),
        (5, 15 * 60 + 25, false, Some(30), Tier::Ours, "By phone is good. I call you at the usual time."),
    ],
    [
        (
            3,
            11 * 60 + 15,
            false,
            Some(120),
            Tier::Ours,
            "Thinking of you before your appointment. You know your own story best.",
        ),
        (3, 13 * 60 + 40, true, Some(25), Tier::Ours, "It went all right. They listened."),
    ],
    [
        (
            4,
            16 * 60 + 10,
            true,
            Some(45),
            Tier::Team,
            "Fine for the team to know: I start the new job on Monday.",
        ),
        (4, 17 * 60, false, Some(200), Tier::Ours, "That is news! We look at your week together."),
    ],
];

pub fn write(w: &mut World<'_, '_>, house: &House, lives: &[Life]) -> Result<(), Error> {
    let mut others = 0;
    for life in lives {
        let Some(supporter) = life.supporter().and_then(|at| house.supporters.get(at)) else { continue };
        if life.is(JORDAN) {
            talk(w, life, supporter, &FULL)?;
            taken_back(w, life, supporter)?;
        } else if life.is(ROSA) {
            talk(w, life, supporter, &SPANISH)?;
        } else if !life.spanish && others < 9 {
            if let Some(said) = BEGUN.get(others % BEGUN.len()) {
                talk(w, life, supporter, said)?;
            }
            others += 1;
        }
    }
    hours(w, house)
}

fn talk(w: &mut World<'_, '_>, life: &Life, supporter: &Supporter, said: &[Said]) -> Result<(), Error> {
    for &(days, minute, own, seen, tier, words) in said {
        let sent_at = w.past(w.at(w.ago(days), minute));
        let id: RowId = w.id(sent_at);
        // The last one waited on the phone until there was a network.
        let waited = if seen.is_none() && own { -35 } else { 0 };
        let (by, other) = if own { (life.person, supporter.person) } else { (supporter.person, life.person) };
        rows::Message {
            id,
            participant_id: life.participant,
            supporter_id: supporter.id,
            words,
            tier: tier.code(),
            written_at: later(sent_at, waited),
            sent_at,
            sent_by: by,
        }
        .put(w.tx)?;
        if let Some(minutes) = seen {
            let seen_at = w.past(later(sent_at, minutes));
            rows::MessageSighting { message_id: id, seen_at, seen_by: other }.put(w.tx)?;
        }
    }
    Ok(())
}

/// Written and taken back before it was seen.
fn taken_back(w: &mut World<'_, '_>, life: &Life, supporter: &Supporter) -> Result<(), Error> {
    let sent_at = w.past(w.at(w.ago(8), 21 * 60 + 50));
    let id: RowId = w.id(sent_at);
    rows::Message {
        id,
        participant_id: life.participant,
        supporter_id: supporter.id,
        words: "Forget Thursday, I do not want to talk to anybody.",
        tier: Tier::Ours.code(),
        written_at: sent_at,
        sent_at,
        sent_by: life.person,
    }
    .put(w.tx)?;
    let withdrawn_at = w.past(later(sent_at, 25));
    rows::MessageWithdrawal { message_id: id, withdrawn_at, withdrawn_by: life.person }.put(w.tx)
}

/// Some supporters go quiet earlier than the program, one is away next week.
fn hours(w: &mut World<'_, '_>, house: &House) -> Result<(), Error> {
    for (at, supporter) in house.supporters.iter().take(6).enumerate() {
        let chosen_at = w.past(w.at(w.ago(20), 12 * 60));
        let away = (at == 3).then(|| (w.ago(-5), w.ago(-12)));
        let id: RowId = w.id(chosen_at);
        let quiet = (at % 2 == 0).then_some((20 * 60, 8 * 60));
        rows::MessageHours {
            id,
            person_id: supporter.person,
            quiet_from: quiet.map(|(from, _)| from),
            quiet_until: quiet.map(|(_, until)| until),
            away_from: away.map(|(from, _)| from),
            away_until: away.map(|(_, until)| until),
            chosen_at,
        }
        .put(w.tx)?;
    }
    Ok(())
}
