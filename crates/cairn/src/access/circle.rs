//! The people around a participant by name: who will read what is about to be written.

use cairn_db::{Error, Tx, params};

use super::{Record, Tier};
use crate::ids::SupporterId;
use crate::web::{Choice, Text};

pub struct Circle {
    /// The viewer is the participant.
    own: bool,
    participant: String,
    supporters: Vec<String>,
    supervisors: Vec<String>,
}

impl Circle {
    pub fn load(tx: &mut Tx<'_>, record: &Record) -> Result<Circle, Error> {
        let participant = tx.one(
            "SELECT COALESCE(goes_by, name) AS name FROM people WHERE id = $1",
            params![record.person()],
            |row| row.get("name"),
        )?;
        let matched = tx.all(
            "SELECT COALESCE(w.goes_by, w.name) AS name, v.name AS supervisor FROM matches m
             JOIN peer_supporters s ON s.id = m.supporter_id JOIN people w ON w.id = s.person_id
             LEFT JOIN people v ON v.id = s.supervisor_id LEFT JOIN endings e ON e.match_id = m.id
             WHERE m.participant_id = $1 AND e.match_id IS NULL ORDER BY m.matched_at, m.id",
            params![record.participant()],
            |row| Ok((row.get::<String>("name")?, row.get::<Option<String>>("supervisor")?)),
        )?;
        Ok(Circle::of(record, participant, matched))
    }

    /// The same for what only one of the supporters is told, and the participant.
    pub fn of_two(tx: &mut Tx<'_>, record: &Record, supporter: SupporterId) -> Result<Circle, Error> {
        let names = "SELECT COALESCE(goes_by, name) AS name FROM people WHERE id = $1";
        let participant = tx.one(names, params![record.person()], |row| row.get("name"))?;
        let one = tx.all(
            "SELECT COALESCE(w.goes_by, w.name) AS name, v.name AS supervisor FROM peer_supporters s
             JOIN people w ON w.id = s.person_id LEFT JOIN people v ON v.id = s.supervisor_id WHERE s.id = $1",
            params![supporter],
            |row| Ok((row.get::<String>("name")?, row.get::<Option<String>>("supervisor")?)),
        )?;
        Ok(Circle::of(record, participant, one))
    }

    fn of(record: &Record, participant: String, supporters: Vec<(String, Option<String>)>) -> Circle {
        let (supporters, supervisors): (Vec<_>, Vec<_>) = supporters.into_iter().unzip();
        let supervisors = supervisors.into_iter().flatten().collect();
        Circle { own: record.is_own(), participant, supporters, supervisors }
    }

    /// Whether somebody walks with the participant now.
    pub fn has_supporter(&self) -> bool {
        !self.supporters.is_empty()
    }

    /// Who reads what has this tier, the viewer first, in plain words.
    pub fn readers(&self, t: &Text, tier: Tier) -> String {
        let mut names = vec![t.get("tier-you")];
        if tier >= Tier::Ours {
            if self.own {
                names.extend(self.supporters.clone());
            } else {
                names.push(self.participant.clone());
            }
            if self.own && self.supporters.is_empty() {
                names.push(t.get("tier-your-supporter"));
            }
        }
        if tier >= Tier::Supervised {
            names.extend(self.supervisors.clone());
        }
        if tier >= Tier::Team {
            names.push(t.get("tier-team-people"));
        }
        names.dedup();
        match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, others)) => {
                t.args("tier-names", [("others", others.join(", ").into()), ("last", last.as_str().into())])
            }
            None => String::new(),
        }
    }

    /// A tier as something to choose: what it is called, and who reads it.
    pub fn choice(&self, t: &Text, tier: Tier) -> Choice {
        Choice { hint: self.readers(t, tier), ..Choice::new(tier.code(), t.code("tier", tier.code())) }
    }

    pub fn choices(&self, t: &Text, tiers: &[Tier]) -> Vec<Choice> {
        tiers.iter().map(|tier| self.choice(t, *tier)).collect()
    }

    /// The circle of the viewer as a participant, for a form of their own that stands where no record is opened; none for
    /// who is no participant.
    pub fn own(tx: &mut Tx<'_>, viewer: &super::Viewer) -> Result<Option<Circle>, Error> {
        let Some(participant) = viewer.participant else { return Ok(None) };
        let matched = tx.all(
            "SELECT COALESCE(w.goes_by, w.name) AS name, v.name AS supervisor FROM matches m
             JOIN peer_supporters s ON s.id = m.supporter_id JOIN people w ON w.id = s.person_id
             LEFT JOIN people v ON v.id = s.supervisor_id LEFT JOIN endings e ON e.match_id = m.id
             WHERE m.participant_id = $1 AND e.match_id IS NULL ORDER BY m.matched_at, m.id",
            params![participant],
            |row| Ok((row.get::<String>("name")?, row.get::<Option<String>>("supervisor")?)),
        )?;
        let (supporters, supervisors): (Vec<_>, Vec<_>) = matched.into_iter().unzip();
        let supervisors = supervisors.into_iter().flatten().collect();
        Ok(Some(Circle { own: true, participant: viewer.name.clone(), supporters, supervisors }))
    }
}
