//! Every way the database can refuse. No variant carries a value from a row or a statement.

/// What went wrong, in words fit for an operator's log. None of them carries participant data.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The database cannot be reached or the disk refuses: try again later. Nothing was saved.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// More work is waiting than the queue may hold. Nothing was saved.
    #[error("the database is busy; try again in a moment")]
    Busy,
    /// A constraint of the schema was violated; `constraint` names table and columns or the constraint itself.
    #[error("the database refused the change: {constraint}")]
    Constraint { constraint: String },
    /// `Tx::one` found nothing.
    #[error("no row where one was expected")]
    NoRow,
    /// A column does not hold what the reader expects.
    #[error("column {column}: {reason}")]
    Column { column: String, reason: String },
    /// A statement is wrong, or differs between the dialects. A defect in Cairn.
    #[error("statement refused: {0}")]
    Statement(String),
    /// The work panicked; its changes were rolled back. A defect in Cairn.
    #[error("the work on the database failed unexpectedly and was rolled back")]
    Panicked,
    /// A key is missing, destroyed, or not the one that belongs to this database.
    #[error("{0}")]
    Sealing(String),
    /// The migrations on disk and those in the database do not agree.
    #[error("{0}")]
    Migration(String),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// Whether a uniqueness or other constraint that names `table` and `column` was violated. SQLite says
    /// `UNIQUE constraint failed: people.email`, PostgreSQL names the constraint `people_email_key`.
    pub fn violates(&self, table: &str, column: &str) -> bool {
        match self {
            Error::Constraint { constraint } => {
                constraint.contains(&format!("{table}.{column}"))
                    || constraint.contains(&format!("{table}_{column}_"))
            }
            _ => false,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::*;
        match error {
            rusqlite::Error::SqliteFailure(code, message) => {
                let message = message.unwrap_or_else(|| code.to_string());
                match code.code {
                    ConstraintViolation => Error::Constraint { constraint: message },
                    DatabaseBusy | DatabaseLocked => Error::Busy,
                    DiskFull | SystemIoFailure | ReadOnly | CannotOpen | DatabaseCorrupt | NotADatabase => {
                        Error::Unavailable(message)
                    }
                    _ => Error::Statement(message),
                }
            }
            rusqlite::Error::QueryReturnedNoRows => Error::NoRow,
            other => Error::Statement(other.to_string()),
        }
    }
}

impl From<postgres::Error> for Error {
    fn from(error: postgres::Error) -> Self {
        let Some(refusal) = error.as_db_error() else {
            return Error::Unavailable(error.to_string());
        };
        let code = refusal.code().code();
        match code.get(..2) {
            // The detail of a violation quotes the row: only the constraint's name is kept.
            Some("23") => Error::Constraint {
                constraint: refusal.constraint().unwrap_or_else(|| refusal.message()).to_string(),
            },
            Some("40") => Error::Busy,
            Some("08" | "53" | "57" | "58" | "25") => Error::Unavailable(refusal.message().to_string()),
            _ => Error::Statement(format!("{code}: {}", refusal.message())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_violation_is_recognized_in_the_words_of_both_databases() {
        for words in ["UNIQUE constraint failed: people.email", "people_email_key"] {
            let error = Error::Constraint { constraint: words.to_string() };
            assert!(error.violates("people", "email"), "{words}");
            assert!(!error.violates("people", "phone"), "{words}");
        }
    }
}
