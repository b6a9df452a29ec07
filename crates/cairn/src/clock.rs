//! Time as a parameter: the system's, or one that tests and the demo set by hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

#[derive(Clone)]
pub enum Clock {
    System,
    /// Milliseconds since 1970, moved by hand.
    Set(Arc<AtomicI64>),
}

impl Clock {
    pub fn set_at(at: Timestamp) -> Clock {
        Clock::Set(Arc::new(AtomicI64::new(at.as_millisecond())))
    }

    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system for the time")]
    pub fn now(&self) -> Timestamp {
        match self {
            Clock::System => Timestamp::now(),
            Clock::Set(at) => Timestamp::from_millisecond(at.load(Ordering::SeqCst)).unwrap_or_default(),
        }
    }

    /// Moves a set clock; the system's clock stays as it is.
    pub fn advance(&self, by: SignedDuration) {
        if let Clock::Set(at) = self {
            at.fetch_add(by.as_millis() as i64, Ordering::SeqCst);
        }
    }

    /// Sets a set clock to an instant.
    pub fn set(&self, to: Timestamp) {
        if let Clock::Set(at) = self {
            at.store(to.as_millisecond(), Ordering::SeqCst);
        }
    }
}
