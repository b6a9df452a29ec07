//! The notice that travels with a disclosure (§2.32), as versioned data: the text of 89 FR 12472 (16 February 2024).
//! Earlier texts are out of force and are not here.

use serde::{Deserialize, Serialize};

/// A version of the notice. A ledger keeps the version with each disclosure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NoticeVersion {
    /// In force since 16 April 2024.
    #[default]
    #[serde(rename = "2024")]
    V2024,
}

impl NoticeVersion {
    pub const fn name(self) -> &'static str {
        match self {
            NoticeVersion::V2024 => "2024",
        }
    }
}

/// Which of the two statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeStatement {
    /// Statement 1, §2.32(a)(1).
    Full,
    /// Statement 2, §2.32(a)(2), where there is room for one sentence.
    Short,
}

/// The texts of one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    pub version: NoticeVersion,
    pub source: &'static str,
    pub full: &'static str,
    pub short: &'static str,
}

impl Notice {
    pub const fn text(&self, statement: NoticeStatement) -> &'static str {
        match statement {
            NoticeStatement::Full => self.full,
            NoticeStatement::Short => self.short,
        }
    }
}

const NOTICE_2024: Notice = Notice {
    version: NoticeVersion::V2024,
    source: "42 CFR 2.32(a), 89 FR 12472 (February 16, 2024)",
    full: include_str!("../data/notice_2024_full.txt").trim_ascii_end(),
    short: include_str!("../data/notice_2024_short.txt").trim_ascii_end(),
};

/// The texts of a version.
pub const fn notice(version: NoticeVersion) -> Notice {
    match version {
        NoticeVersion::V2024 => NOTICE_2024,
    }
}
