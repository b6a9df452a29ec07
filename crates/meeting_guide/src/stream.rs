//! A JSON array, one element at a time.

use std::fmt;
use std::io::{BufReader, Read};

use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use serde_json::Value;

use crate::FeedError;

struct Elements<'a, F> {
    each: F,
    read: &'a mut usize,
}

impl<'de, F: FnMut(usize, Value)> DeserializeSeed<'de> for Elements<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(usize, Value)> Visitor<'de> for Elements<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON array")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        while let Some(value) = list.next_element::<Value>()? {
            *self.read += 1;
            (self.each)(*self.read, value);
        }
        Ok(())
    }
}

/// Hands every element over with its number, from 1. How many there were.
pub fn each_element(source: impl Read, each: impl FnMut(usize, Value)) -> Result<usize, FeedError> {
    let mut read = 0;
    let mut source = serde_json::Deserializer::from_reader(BufReader::with_capacity(64 * 1024, source));
    let done = Elements { each, read: &mut read }.deserialize(&mut source).and_then(|()| source.end());
    match done {
        Ok(()) => Ok(read),
        // The position helps whoever keeps the feed; what it says there is not repeated.
        Err(error) => {
            let kind = if error.is_io() { "it broke off" } else { "no JSON array" };
            let reason = format!("{kind} (line {}, column {})", error.line(), error.column());
            Err(FeedError { entries: read, reason })
        }
    }
}
