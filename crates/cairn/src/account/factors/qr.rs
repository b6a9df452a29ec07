//! A picture that a phone's camera reads, as one SVG path: the content policy allows no data: images.

use qrcode::{Color, QrCode};

/// Modules a side, without the quiet zone, and the dark ones as a path.
pub(super) struct Qr {
    pub side: usize,
    pub path: String,
}

/// None for text that is too long for a code, which an enrolment address never is.
pub(super) fn draw(text: &str) -> Option<Qr> {
    let code = QrCode::new(text.as_bytes()).ok()?;
    let side = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(side).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                path.push_str(&format!("M{x} {y}h{}v1H{x}z", run.len()));
            }
            x += run.len();
        }
    }
    Some(Qr { side, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_covers_exactly_the_dark_modules() {
        let text = "otpauth://totp/My%20page:ana%40example.org?secret=AAAABBBBCCCCDDDDEEEEFFFFGGGG2222";
        let qr = draw(text).unwrap();
        let dark = QrCode::new(text).unwrap().to_colors().iter().filter(|c| **c == Color::Dark).count();
        let drawn: usize = qr
            .path
            .split('h')
            .skip(1)
            .map(|run| run.split('v').next().unwrap().parse::<usize>().unwrap())
            .sum();
        assert_eq!(drawn, dark);
        assert!(qr.path.starts_with("M0 0h7v1H0z"), "the finder pattern is seven modules wide");
    }
}
