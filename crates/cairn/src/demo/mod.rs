//! A synthetic program with a history.
