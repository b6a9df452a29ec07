//! Spreadsheets taken in.
