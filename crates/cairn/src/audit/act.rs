//! What was done.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Opened,
    Created,
    Changed,
    Removed,
    Answered,
    Submitted,
    Returned,
    Approved,
    Ended,
    SignedIn,
    SignedOut,
    /// Showed a second factor, or the passphrase once more.
    SteppedUp,
    Exported,
    Imported,
}

impl Act {
    pub const ALL: [Act; 14] = [
        Act::Opened,
        Act::Created,
        Act::Changed,
        Act::Removed,
        Act::Answered,
        Act::Submitted,
        Act::Returned,
        Act::Approved,
        Act::Ended,
        Act::SignedIn,
        Act::SignedOut,
        Act::SteppedUp,
        Act::Exported,
        Act::Imported,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Act::Opened => "opened",
            Act::Created => "created",
            Act::Changed => "changed",
            Act::Removed => "removed",
            Act::Answered => "answered",
            Act::Submitted => "submitted",
            Act::Returned => "returned",
            Act::Approved => "approved",
            Act::Ended => "ended",
            Act::SignedIn => "signed_in",
            Act::SignedOut => "signed_out",
            Act::SteppedUp => "stepped_up",
            Act::Exported => "exported",
            Act::Imported => "imported",
        }
    }
}
