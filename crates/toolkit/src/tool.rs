use serde::{Deserialize, Serialize};

use crate::{Error, Kind, fingerprint::fingerprint, rules};

/// One tool in one version: what it is for, who fills it in, and the fields in the order they are asked.
///
/// A changed word, field or limit needs a new `version`; the old one stays, so that what was written can be read
/// against what was asked. Worksheets record `id`, `version` and [`Tool::hash`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// `[a-z0-9_]`, the same in every version.
    pub id: String,
    /// Counts from 1.
    pub version: u32,
    /// Not written and not read, so that a tool that was saved as JSON parses again. See [`Tool::hash`].
    #[serde(skip)]
    hash: String,
    pub name: Text,
    /// One or two sentences: what it is, and when it helps.
    pub purpose: Text,
    /// Who may fill it in, about themselves.
    pub owners: Vec<Owner>,
    /// About how long it takes.
    pub minutes: u32,
    /// True: one living worksheet that gets new versions (a wellness plan). False: a fresh one at each use (HALT).
    #[serde(default)]
    pub continuing: bool,
    /// The room of the application that is this tool, one of [`crate::PLACES`]. Such a tool has no parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Where the structure comes from.
    pub source: String,
    /// What the Spanish text is. Absent when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub es_status: Option<String>,
}

/// Words in English and, where we have them, in Spanish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    pub en: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub es: Option<String>,
}

impl Text {
    /// The words in `language` ("en", "es"), or nothing when they were never translated.
    pub fn get(&self, language: &str) -> Option<&str> {
        match language {
            "en" => Some(&self.en),
            "es" => self.es.as_deref(),
            _ => None,
        }
    }

    /// The words in `language`, or in English. Whether a tool has a language at all: [`Tool::speaks`].
    pub fn say(&self, language: &str) -> &str {
        self.get(language).unwrap_or(&self.en)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Owner {
    Participant,
    PeerSupporter,
    FamilyMember,
}

impl Owner {
    pub const ALL: [Self; 3] = [Self::Participant, Self::PeerSupporter, Self::FamilyMember];

    /// As written in a definition.
    pub fn code(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::PeerSupporter => "peer_supporter",
            Self::FamilyMember => "family_member",
        }
    }

    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|owner| owner.code() == code)
    }
}

/// A few fields under one heading. A part without fields is guidance: its hint is what to do now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Unique among the parts of the tool.
    pub code: String,
    pub title: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Unique in the whole tool; the key of the answer.
    pub code: String,
    pub label: Text,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    pub kind: Kind,
    /// Without it the worksheet cannot be kept. Rare: a person may leave out what they like.
    #[serde(default)]
    pub required: bool,
}

impl Tool {
    /// Reads one definition and refuses it unless every rule of this crate holds (see the crate's page).
    ///
    /// # Errors
    /// [`Error::Json`] with line and column, [`Error::TooLarge`], [`Error::Definition`] with the place in the tool.
    pub fn parse(json: &str) -> Result<Self, Error> {
        if json.len() > rules::BYTES {
            return Err(Error::TooLarge { bytes: json.len(), most: rules::BYTES });
        }
        let mut tool: Self = serde_json::from_str(json).map_err(|error| Error::json(&error))?;
        rules::hold(&tool)?;
        let value = serde_json::to_value(&tool).map_err(|error| Error::json(&error))?;
        tool.hash = fingerprint(&value);
        Ok(tool)
    }

    /// SHA-256, as 64 lowercase hex digits, over everything but `source` and `es_status`.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The definition as a file that [`Tool::parse`] reads back to the same tool.
    ///
    /// # Errors
    /// [`Error::Json`]; does not happen to a tool that was parsed.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string_pretty(self).map_err(|error| Error::json(&error))
    }

    /// Whether `owner` may fill it in about themselves.
    pub fn is_for(&self, owner: Owner) -> bool {
        self.owners.contains(&owner)
    }

    /// Every field with the part it stands in, in the order to ask.
    pub fn fields(&self) -> impl Iterator<Item = (&Part, &Field)> {
        self.parts.iter().flat_map(|part| part.fields.iter().map(move |field| (part, field)))
    }

    /// The field with this code.
    pub fn field(&self, code: &str) -> Option<&Field> {
        self.fields().map(|(_, field)| field).find(|field| field.code == code)
    }

    /// Whether every text is there in `language`. Where not, a page says that it shows English.
    pub fn speaks(&self, language: &str) -> bool {
        rules::texts(self).iter().all(|(_, text)| text.get(language).is_some())
    }

    /// Whether this definition may take the place of `older`, so that nothing written with that one is lost: the same
    /// tool, a higher version, and no code that now means another kind of answer. A field may go; its answers are then
    /// shown as from an earlier version.
    ///
    /// # Errors
    /// [`Error::Definition`] with the field.
    pub fn follows(&self, older: &Self) -> Result<(), Error> {
        rules::follow(self, older)
    }
}
