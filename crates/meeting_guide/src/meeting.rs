//! A mutual-help meeting.

use jiff::civil::Time;

/// The codes of the specification (code4recovery/spec, `data/types.json`) and of the BMLT table. Others are kept too.
pub const KNOWN_TYPES: &[&str] = &[
    "11", "12x12", "A", "ABSI", "AF", "AL", "AL-AN", "AM", "AR", "ASL", "B", "BA", "BE", "BG", "BI", "BRK",
    "C", "CAN", "CF", "D", "DA", "DB", "DD", "DE", "DR", "EL", "EN", "FA", "FF", "FI", "FR", "G", "GR", "H",
    "HE", "HI", "HR", "HU", "IS", "ITA", "JA", "KA", "KOR", "L", "LGBTQ", "LIT", "LS", "LT", "M", "MED",
    "ML", "MT", "N", "NB", "NDG", "NE", "NL", "NO", "O", "OUT", "P", "POA", "POC", "POL", "POR", "PUN",
    "RUS", "S", "SEN", "SK", "SL", "SM", "SP", "ST", "SV", "T", "TC", "TH", "TL", "TR", "TUR", "UK", "W",
    "X", "XB", "XT", "Y", "ONL",
];

/// As the Meeting Guide format has it. Everything but name and slug may be missing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Meeting {
    pub name: String,
    /// Unique in its feed.
    pub slug: String,
    /// 0 is Sunday. None: by appointment.
    pub days: Vec<u8>,
    pub time: Option<Time>,
    pub end_time: Option<Time>,
    /// IANA name.
    pub timezone: Option<String>,
    pub types: Vec<String>,
    pub notes: Option<String>,
    pub location: Option<String>,
    pub location_notes: Option<String>,
    pub formatted_address: Option<String>,
    pub address: Option<String>,
    pub city: Option<String>,
    pub state: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    pub regions: Vec<String>,
    /// Degrees; both or none.
    pub coordinates: Option<(f64, f64)>,
    /// The place is not the door: a neighborhood, a town.
    pub approximate: bool,
    pub conference_url: Option<String>,
    pub conference_url_notes: Option<String>,
    pub conference_phone: Option<String>,
    pub conference_phone_notes: Option<String>,
    pub group: Option<String>,
    pub group_notes: Option<String>,
    /// `YYYY-MM-DD HH:MM:SS` in UTC, as the feed has it.
    pub updated: Option<String>,
    pub url: Option<String>,
    /// Who keeps the list.
    pub entity: Option<String>,
    pub entity_phone: Option<String>,
    pub entity_website_url: Option<String>,
}

impl Meeting {
    pub fn has_type(&self, code: &str) -> bool {
        self.types.iter().any(|known| known == code)
    }

    /// One can join from elsewhere.
    pub fn is_online(&self) -> bool {
        self.conference_url.is_some() || self.conference_phone.is_some()
    }

    /// One can go there: there is a place, it is one's door, and it is not closed for now.
    pub fn is_in_person(&self) -> bool {
        let placed = self.formatted_address.is_some() || self.address.is_some() || self.location.is_some();
        placed && !self.has_type("TC") && !(self.approximate && self.is_online())
    }

    /// The address in one line.
    pub fn address_line(&self) -> Option<String> {
        if let Some(line) = &self.formatted_address {
            return Some(line.clone());
        }
        let parts: Vec<&str> = [&self.address, &self.city, &self.state, &self.postal_code]
            .into_iter()
            .filter_map(|part| part.as_deref())
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}
