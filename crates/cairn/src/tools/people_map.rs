//! The people around somebody, drawn: three groups, each known by its place, its shape and its word, never by color alone.
//! The table behind the drawing says the same.

use cairn_toolkit::{Person, Standing};

use crate::web::Text;

/// The canvas is 400 units wide. Each group is a column; people stand below each other.
const COLUMNS: [i64; 3] = [68, 200, 332];
const FIRST: i64 = 150;
const BETWEEN: i64 = 62;
/// Letters of a name that fit below its shape.
const LETTERS: usize = 14;

pub struct PeopleMap {
    pub height: i64,
    /// What the drawing shows, in a sentence.
    pub words: String,
    pub groups: Vec<Group>,
    pub people: Vec<Spot>,
}

pub struct Group {
    pub x: i64,
    pub name: String,
}

pub struct Spot {
    pub x: i64,
    pub y: i64,
    /// The code of the standing; neutral where it was left open.
    pub standing: &'static str,
    pub name: String,
}

impl PeopleMap {
    pub fn of(t: &Text, people: &[Person<'_>]) -> PeopleMap {
        let standing = |person: &&Person<'_>| person.standing.unwrap_or(Standing::Neutral);
        let mut map = PeopleMap { height: 0, words: String::new(), groups: Vec::new(), people: Vec::new() };
        let mut longest = 0;
        let mut counts = [0_i64; 3];
        for ((group, x), count) in Standing::ALL.into_iter().zip(COLUMNS).zip(&mut counts) {
            let mut y = FIRST;
            for person in people.iter().filter(|person| standing(person) == group) {
                map.people.push(Spot { x, y, standing: group.code(), name: short(person.name) });
                y += BETWEEN;
                *count += 1;
            }
            longest = longest.max(y);
            map.groups.push(Group { x, name: t.code("tool-standing", group.code()) });
        }
        map.height = longest.max(FIRST + BETWEEN);
        let [supportive, neutral, risky] = counts;
        map.words = t.args(
            "tool-map-words",
            [("supportive", supportive.into()), ("neutral", neutral.into()), ("risky", risky.into())],
        );
        map
    }
}

fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_string();
    }
    name.chars().take(LETTERS - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Language;

    #[test]
    fn everybody_stands_in_the_column_of_their_group_and_nobody_on_another() {
        let t = Text::new(Language::English, jiff::tz::TimeZone::UTC);
        let person = |name, standing| Person { name, relation: "", standing };
        let people = [
            person("Al", Some(Standing::Supportive)),
            person("A name that is rather long", None),
            person("Kim", Some(Standing::Risky)),
            person("Sue", Some(Standing::Supportive)),
        ];
        let map = PeopleMap::of(&t, &people);
        let spots: Vec<_> = map.people.iter().map(|spot| (spot.x, spot.y, spot.standing)).collect();
        assert_eq!(
            spots,
            [(68, 150, "supportive"), (68, 212, "supportive"), (200, 150, "neutral"), (332, 150, "risky")]
        );
        assert_eq!((map.height, map.people[2].name.as_str()), (274, "A name that i…"));
    }
}
