//! Names for people who do not exist.

use std::collections::BTreeSet;

use super::dice::Dice;

const WOMEN: &[&str] = &[
    "Aisha", "Amy", "Bernice", "Brianna", "Carol", "Dana", "Deborah", "Elena", "Fatima", "Grace", "Hannah",
    "Imani", "Jasmine", "Joyce", "Kayla", "Keisha", "Latoya", "Leah", "Maggie", "Mei", "Monique", "Nadia",
    "Naomi", "Olivia", "Patrice", "Rachel", "Renee", "Shirley", "Sofia", "Tamika", "Thuy", "Wanda",
    "Yolanda", "Zoe",
];
const MEN: &[&str] = &[
    "Aaron", "Andre", "Anthony", "Ben", "Calvin", "Curtis", "Darnell", "David", "Dwight", "Earl", "Eli",
    "Frank", "Gerald", "Hassan", "Isaac", "Jamal", "Jerome", "Joseph", "Keith", "Kenji", "Leon", "Luke",
    "Malik", "Nathan", "Omar", "Patrick", "Quentin", "Raymond", "Ronnie", "Stephen", "Terrence", "Tyler",
    "Vincent", "Wesley",
];
const EITHER: &[&str] = &[
    "Alex", "Avery", "Cameron", "Drew", "Emerson", "Jamie", "Kai", "Morgan", "Quinn", "Riley", "Rowan",
    "Sage",
];
const MUJERES: &[&str] = &[
    "Alma",
    "Beatriz",
    "Carmen",
    "Dolores",
    "Esperanza",
    "Gabriela",
    "Inés",
    "Juana",
    "Leticia",
    "Marta",
    "Pilar",
    "Yesenia",
];
const HOMBRES: &[&str] = &[
    "Alberto", "César", "Diego", "Efraín", "Gustavo", "Hector", "Joaquín", "Manuel", "Ramiro", "Rubén",
    "Sergio", "Tomás",
];
const LAST: &[&str] = &[
    "Abrams",
    "Adeyemi",
    "Baker",
    "Barnes",
    "Begay",
    "Bishop",
    "Boone",
    "Brandt",
    "Carver",
    "Chen",
    "Coleman",
    "Cooper",
    "Dawson",
    "Dixon",
    "Doyle",
    "Eastman",
    "Farrell",
    "Fields",
    "Gallagher",
    "Gibbs",
    "Greer",
    "Haines",
    "Hale",
    "Huang",
    "Hubbard",
    "Ivey",
    "Jacobs",
    "Jennings",
    "Kaplan",
    "Keller",
    "Kim",
    "Lambert",
    "Le",
    "Lowe",
    "Mackey",
    "Mahmoud",
    "Mercer",
    "Mosley",
    "Nash",
    "Nguyen",
    "Nowak",
    "Osborne",
    "Park",
    "Pratt",
    "Quigley",
    "Ramsey",
    "Rivers",
    "Rowe",
    "Sawyer",
    "Shah",
    "Sharpe",
    "Stokes",
    "Tate",
    "Tran",
    "Underwood",
    "Vance",
    "Walsh",
    "Watts",
    "Whitfield",
    "Yates",
    "Yazzie",
    "Young",
];
const APELLIDOS: &[&str] = &[
    "Acosta",
    "Barrera",
    "Campos",
    "Cárdenas",
    "Espinoza",
    "Fuentes",
    "Guerrero",
    "Ibarra",
    "Lozano",
    "Medina",
    "Núñez",
    "Orozco",
    "Peralta",
    "Quintero",
    "Rivas",
    "Salazar",
    "Trujillo",
    "Valdez",
    "Zamora",
];

#[derive(Debug, Clone)]
pub struct Name {
    pub first: String,
    pub full: String,
    /// As the person states it; none for some.
    pub gender: Option<&'static str>,
}

impl Name {
    pub fn of(full: &str, gender: Option<&'static str>) -> Name {
        let first = full.split(' ').next().unwrap_or_default().to_string();
        Name { first, full: full.to_string(), gender }
    }
}

/// Gives every name once.
#[derive(Default)]
pub struct Names(BTreeSet<String>);

impl Names {
    pub fn reserve(&mut self, name: &str) {
        self.0.insert(name.to_string());
    }

    pub fn next(&mut self, dice: &mut Dice, spanish: bool) -> Name {
        let gender = dice.weighted(&[(48, "woman"), (46, "man"), (6, "nonbinary")]);
        let firsts = match (gender, spanish) {
            ("woman", false) => WOMEN,
            ("man", false) => MEN,
            ("man", true) => HOMBRES,
            (_, true) => MUJERES,
            _ => EITHER,
        };
        let stated = Some(gender).filter(|_| dice.chance(0.94));
        loop {
            let first = dice.word(firsts);
            let lasts = if spanish { APELLIDOS } else { LAST };
            let last = dice.word(lasts);
            let mut full = [first, last].join(" ");
            if self.0.contains(&full) {
                // Large programs use up all pairs: people then have two last names.
                full = [first, last, dice.word(lasts)].join(" ");
            }
            if self.0.insert(full.clone()) {
                return Name { first: first.to_string(), full, gender: stated };
            }
        }
    }
}

/// An address at a domain that belongs to nobody (RFC 2606).
pub fn email(name: &str) -> String {
    let name = name.to_lowercase();
    let plain = name.chars().filter_map(|letter| {
        Some(match letter {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' | 'ü' => 'u',
            'ñ' => 'n',
            ' ' => '.',
            letter if letter.is_ascii_alphanumeric() => letter,
            _ => return None,
        })
    });
    plain.chain("@example.org".chars()).collect()
}

/// A number from the range kept for fiction.
pub fn phone(dice: &mut Dice) -> String {
    format!("(540) 555-01{:02}", dice.between(0, 99))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_people_share_a_name_or_an_address_even_in_a_large_program() {
        let (mut names, mut dice) = (Names::default(), Dice::from_seed(1));
        let all: Vec<Name> = (0..6_000).map(|at| names.next(&mut dice, at % 6 == 0)).collect();
        let addresses: BTreeSet<String> = all.iter().map(|name| email(&name.full)).collect();
        assert_eq!(addresses.len(), 6_000);
    }
}
