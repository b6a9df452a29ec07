//! The parts of the page: sections of lines, each with one thing to do next.

/// Rows of a section; the rest stands behind "see all".
pub const MOST: usize = 8;

/// How many rows a query fetches: one more than is shown would tell nothing that "see all" does not.
pub const FETCH: i64 = MOST as i64;

#[derive(Debug, Clone)]
pub struct Link {
    pub href: String,
    pub label: String,
}

impl Link {
    pub fn new(href: impl Into<String>, label: String) -> Link {
        Link { href: href.into(), label }
    }
}

/// An answer that is given right here: one button a value.
#[derive(Debug, Clone)]
pub struct Answers {
    pub action: String,
    pub field: &'static str,
    /// Value and label.
    pub buttons: Vec<(&'static str, String)>,
}

/// One thing that needs somebody.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// A time or a date, and a few words below it.
    pub when: String,
    pub small: String,
    pub title: String,
    pub href: String,
    pub text: String,
    pub links: Vec<Link>,
    pub answers: Option<Answers>,
    /// Needs a look before the others.
    pub now: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Section {
    pub title: String,
    pub lines: Vec<Line>,
    /// Figures: value and what it counts.
    pub stats: Vec<(String, String)>,
    pub see_all: Option<Link>,
    /// Said when there is nothing; a section without it is left out then.
    pub nothing: String,
}

impl Section {
    pub fn new(title: String, mut lines: Vec<Line>) -> Section {
        lines.truncate(MOST);
        Section { title, lines, ..Section::default() }
    }

    pub fn see_all(mut self, link: Link) -> Section {
        self.see_all = Some(link);
        self
    }

    pub fn nothing(mut self, words: String) -> Section {
        self.nothing = words;
        self
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.stats.is_empty()
    }

    pub fn is_shown(&self) -> bool {
        !self.is_empty() || !self.nothing.is_empty()
    }
}

/// What one hat has to do today.
#[derive(Debug, Clone)]
pub struct Hat {
    pub name: String,
    pub sections: Vec<Section>,
}

impl Hat {
    /// Nothing needs this hat now.
    pub fn is_clear(&self) -> bool {
        !self.sections.iter().any(Section::is_shown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_shows_eight_rows_and_hides_when_it_has_nothing_to_say() {
        let section = Section::new("a".to_string(), vec![Line::default(); 12]);
        assert_eq!(section.lines.len(), MOST);
        let empty = Section::new("a".to_string(), vec![]);
        assert!(!empty.is_shown());
        assert!(empty.nothing("Nothing today".to_string()).is_shown());
    }
}
