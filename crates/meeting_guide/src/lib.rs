//! Mutual-help meetings as directories publish them: the Meeting Guide format (a JSON array, code4recovery/spec) and the answers of
//! a BMLT server are read entry by entry, so that a feed of any length needs the memory of one entry; Meeting Guide is written.
//!
//! It knows no database, no network and no clock, and never panics, whatever it is given. An entry that does not keep the rules is
//! a [`Fault`] that names the entry, the field and the reason, and the others are read all the same; text that is no JSON array
//! ends the reading. Codes of types that are not known are kept: lists grow. What names people (contacts, e-mail addresses, how to
//! pay somebody) is not read: nothing here may break anybody's anonymity.
//!
//! ```
//! use cairn_meeting_guide::{read_meeting_guide, write_meeting_guide};
//!
//! let feed = r#"[{"name": "Sunrise", "slug": "sunrise", "day": 0, "time": "07:30", "types": ["O", "ONL"],
//!     "formatted_address": "14 Main Street, Ashford, VA 22901, USA", "latitude": 38.03, "longitude": -78.48},
//!   {"name": "No slug"}]"#;
//! let (mut meetings, mut faults) = (Vec::new(), Vec::new());
//! read_meeting_guide(feed.as_bytes(), |entry| match entry {
//!     Ok(meeting) => meetings.push(meeting),
//!     Err(fault) => faults.push(fault.to_string()),
//! })?;
//! assert_eq!(faults, ["entry 2, slug: missing"]);
//! assert_eq!(meetings[0].days, [0], "Sunday");
//!
//! let mut out = Vec::new();
//! write_meeting_guide(&mut out, &meetings)?;
//! assert!(String::from_utf8_lossy(&out).contains("\"day\":0"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bmlt;
mod distance;
mod entry;
mod fault;
mod guide;
mod meeting;
mod stream;
mod write;

pub use bmlt::{Formats, read_bmlt, read_formats};
pub use distance::kilometers;
pub use fault::{Fault, FeedError, Reason};
pub use guide::read_meeting_guide;
pub use meeting::{KNOWN_TYPES, Meeting};
pub use write::write_meeting_guide;
