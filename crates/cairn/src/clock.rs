//! Time as a parameter: the system's, one that a demo has moved ahead, or one that tests set by hand.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

#[derive(Clone)]
pub enum Clock {
    System,
    /// The system's, moved ahead by this much: a demo in which weeks have passed.
    Ahead(SignedDuration),
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
            Clock::Ahead(by) => Timestamp::now().saturating_add(*by).unwrap_or(Timestamp::MAX),
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
