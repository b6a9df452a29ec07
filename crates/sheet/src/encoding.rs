//! From the bytes of a file to UTF-8, whatever program saved it.

use std::io::{self, ErrorKind, Read};
use std::str;

use encoding_rs::{Decoder, DecoderResult};

const CHUNK: usize = 64 * 1024;

/// Stands in the decoded bytes for what the encoding does not allow; 0xFF never occurs in UTF-8.
pub(crate) const UNREADABLE: u8 = 0xFF;

/// How characters are written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// What Excel for Windows writes as plain "CSV" in English and Spanish.
    Windows1252,
}

impl Encoding {
    /// Looks at the whole of `reader`: a byte order mark decides; without one it is UTF-8 if every byte
    /// agrees, else Windows-1252.
    pub(crate) fn detect(mut reader: impl Read) -> io::Result<Self> {
        let mut chunk = vec![0; CHUNK];
        let mut held = fill(&mut reader, &mut chunk)?;
        match chunk.get(..held).unwrap_or_default() {
            [0xEF, 0xBB, 0xBF, ..] => return Ok(Self::Utf8),
            [0xFF, 0xFE, ..] => return Ok(Self::Utf16Le),
            [0xFE, 0xFF, ..] => return Ok(Self::Utf16Be),
            _ => {}
        }
        loop {
            let Some(unfinished) = unfinished_character(chunk.get(..held).unwrap_or_default()) else {
                return Ok(Self::Windows1252);
            };
            chunk.copy_within(held - unfinished..held, 0);
            let read = fill(&mut reader, chunk.get_mut(unfinished..).unwrap_or_default())?;
            if read == 0 {
                return Ok(if unfinished == 0 { Self::Utf8 } else { Self::Windows1252 });
            }
            held = unfinished + read;
        }
    }

    fn decoder(self) -> Decoder {
        let encoding = match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        encoding.new_decoder_with_bom_removal()
    }
}

/// How many bytes at the end are the beginning of a character; none if the bytes are not UTF-8.
fn unfinished_character(bytes: &[u8]) -> Option<usize> {
    match str::from_utf8(bytes) {
        Ok(_) => Some(0),
        Err(error) if error.error_len().is_none() => Some(bytes.len() - error.valid_up_to()),
        Err(_) => None,
    }
}

/// Reads until the buffer is full or the file ends.
fn fill(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut held = 0;
    while let Some(rest) = buffer.get_mut(held..).filter(|rest| !rest.is_empty()) {
        match reader.read(rest) {
            Ok(0) => break,
            Ok(read) => held += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(held)
}

/// A reader's bytes as UTF-8, chunk by chunk, without a byte order mark; each sequence that the encoding does
/// not allow becomes one [`UNREADABLE`].
pub(crate) struct Decoded<R> {
    reader: R,
    decoder: Decoder,
    input: Vec<u8>,
    /// The bytes of `input` still to be decoded.
    from: usize,
    to: usize,
    output: Vec<u8>,
    /// The bytes of `output` that are decoded and still to be taken.
    taken: usize,
    decoded: usize,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    pub fn new(reader: R, encoding: Encoding) -> Self {
        Self {
            reader,
            decoder: encoding.decoder(),
            input: vec![0; CHUNK],
            from: 0,
            to: 0,
            output: vec![0; CHUNK],
            taken: 0,
            decoded: 0,
            ended: false,
        }
    }

    /// The decoded bytes at hand, more of the file being read when there are none; empty at its end.
    pub fn peek(&mut self) -> io::Result<&[u8]> {
        while self.taken >= self.decoded && !self.ended {
            self.decode()?;
        }
        Ok(self.output.get(self.taken..self.decoded).unwrap_or_default())
    }

    pub fn consume(&mut self, bytes: usize) {
        self.taken += bytes;
    }

    fn decode(&mut self) -> io::Result<()> {
        let mut last = false;
        if self.from == self.to {
            self.from = 0;
            self.to = fill(&mut self.reader, &mut self.input)?;
            last = self.to == 0;
        }
        self.taken = 0;
        let input = self.input.get(self.from..self.to).unwrap_or_default();
        // The last byte is kept for the mark of what cannot be decoded.
        let room = self.output.get_mut(..CHUNK - 1).unwrap_or_default();
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(input, room, last);
        self.from += read;
        self.decoded = written;
        match result {
            DecoderResult::Malformed(..) => {
                if let Some(mark) = self.output.get_mut(written) {
                    *mark = UNREADABLE;
                    self.decoded += 1;
                }
            }
            DecoderResult::InputEmpty => self.ended = last,
            DecoderResult::OutputFull => {}
        }
        Ok(())
    }
}

#[cfg(test)]
pub(crate) fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect()
    };
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => utf16(u16::to_le_bytes),
        Encoding::Utf16Be => utf16(u16::to_be_bytes),
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decoded(bytes: &[u8], encoding: Encoding) -> Vec<u8> {
        let mut source = Decoded::new(bytes, encoding);
        let mut all = Vec::new();
        loop {
            let chunk = source.peek().unwrap();
            if chunk.is_empty() {
                return all;
            }
            all.extend_from_slice(chunk);
            let length = chunk.len();
            source.consume(length);
        }
    }

    const ALL: [Encoding; 4] = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];

    #[test]
    fn each_encoding_is_told_by_its_bytes() {
        for encoding in ALL {
            let bytes = encoded("Name,Año\nJosé,1990 – “x” €", encoding);
            assert_eq!(Encoding::detect(bytes.as_slice()).unwrap(), encoding);
            assert_eq!(decoded(&bytes, encoding), "Name,Año\nJosé,1990 – “x” €".as_bytes());
        }
        assert_eq!(Encoding::detect([].as_slice()).unwrap(), Encoding::Utf8);
    }

    #[test]
    fn the_whole_file_is_looked_at() {
        let mut late = "é".repeat(CHUNK).into_bytes();
        late.insert(0, b'a');
        assert_eq!(Encoding::detect(late.as_slice()).unwrap(), Encoding::Utf8);
        late.push(0xE9);
        assert_eq!(Encoding::detect(late.as_slice()).unwrap(), Encoding::Windows1252);
    }

    #[test]
    fn what_the_encoding_does_not_allow_is_marked() {
        assert_eq!(decoded(b"a\xE9b", Encoding::Utf8), b"a\xFFb");
        assert_eq!(decoded(b"a\xE9", Encoding::Utf8), b"a\xFF");
        assert_eq!(decoded(b"a\0\0\xD8b\0c", Encoding::Utf16Le), b"a\xFFb\xFF");
    }

    proptest! {
        #[test]
        fn text_comes_through_every_encoding(text: String, times in 1usize..9000, which in 0usize..3) {
            let text = text.replace('\u{feff}', "").repeat(times % (60_000 / (text.len() + 1) + 1));
            let text = text.as_str();
            prop_assert_eq!(decoded(&encoded(text, ALL[which]), ALL[which]), text.as_bytes());
        }

        #[test]
        fn any_bytes_decode_to_text_and_marks(bytes: Vec<u8>, which in 0usize..4) {
            let text: Vec<u8> = decoded(&bytes, ALL[which]).into_iter().filter(|&b| b != UNREADABLE).collect();
            prop_assert!(String::from_utf8(text).is_ok());
        }
    }
}
