//! What the program knows that a sheet is compared with.

use std::collections::HashMap;

use cairn_db::Tx;
use cairn_sheet::normal;
use jiff::{Timestamp, civil::Date};

use super::{Failure, store};
use crate::ids::{PersonId, SiteId};
use crate::program;

pub struct Known {
    /// Today in the program's time zone.
    pub today: Date,
    /// The language of people of whom the sheet says none.
    pub language: String,
    sites: Vec<(String, SiteId)>,
    /// By lower-case e-mail address.
    supervisors: HashMap<String, PersonId>,
    /// The names of the sites, for saying which there are.
    pub site_names: String,
}

impl Known {
    pub fn load(tx: &mut Tx<'_>, now: Timestamp) -> Result<Known, Failure> {
        let program = program::current(tx)?.ok_or(Failure::NotSetUp)?;
        let sites = program::sites(tx)?;
        let names: Vec<&str> = sites.iter().map(|site| site.name.as_str()).collect();
        Ok(Known {
            today: now.to_zoned_datetime(program.zone).date(),
            language: program.language,
            site_names: if names.is_empty() { "(there is none yet)".to_string() } else { names.join(", ") },
            sites: sites.iter().map(|site| (normal(&site.name), site.id)).collect(),
            supervisors: store::supervisors(tx)?,
        })
    }

    /// The open site of this name, whatever the letter case, accents and blanks.
    pub fn site(&self, name: &str) -> Option<SiteId> {
        let name = normal(name);
        self.sites.iter().find(|(known, _)| *known == name).map(|(_, id)| *id)
    }

    pub fn supervisor(&self, email: &str) -> Option<PersonId> {
        self.supervisors.get(&email.to_lowercase()).copied()
    }
}
