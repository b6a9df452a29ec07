//! Names are sealed, so the database can neither sort nor search them: both happen here, after opening.

/// Sorts by name, whatever the letter case, then by id.
pub fn sort_by_name<T, I: Ord>(rows: &mut [T], key: impl Fn(&T) -> (&str, I)) {
    rows.sort_by_cached_key(|row| {
        let (name, id) = key(row);
        (name.to_lowercase(), id)
    });
}

/// A name as people in a group say it: the first name and the initial of the last.
pub fn in_a_group(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.last().and_then(|last| last.chars().next()) {
        Some(initial) => format!("{first} {initial}."),
        None => first.to_string(),
    }
}

/// What is looked for in names: a part of one, whatever the letter case. Looking for nothing finds everybody.
pub struct Search(String);

impl Search {
    pub fn new(text: &str) -> Search {
        Search(text.trim().to_lowercase())
    }

    pub fn finds(&self, name: &str) -> bool {
        self.0.is_empty() || name.to_lowercase().contains(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_does_not_count() {
        let mut rows = [("bo", 1), ("Ana", 3), ("ana", 2)];
        sort_by_name(&mut rows, |row| (row.0, row.1));
        assert_eq!(rows, [("ana", 2), ("Ana", 3), ("bo", 1)]);
        assert!(Search::new(" ANA ").finds("Mariana") && Search::new("").finds("x"));
        assert!(!Search::new("%").finds("Ana"));
    }

    #[test]
    fn a_group_knows_no_last_names() {
        let names = [("Ana Ruiz", "Ana R."), ("José María Ñúñez", "José Ñ."), (" Bo ", "Bo"), ("", "")];
        assert!(names.iter().all(|(name, said)| in_a_group(name) == *said));
    }
}
