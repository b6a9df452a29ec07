#![no_main]

#[path = "../question.rs"]
mod question;

libfuzzer_sys::fuzz_target!(|data: &[u8]| question::run(data));
