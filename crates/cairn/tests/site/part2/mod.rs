//! 42 CFR Part 2 as a command.

mod command;
