//! How far a demo's clock is ahead, so that a month can be tried in an afternoon. Kept beside the demo's database: rows of
//! tomorrow must not be followed by rows of today.

use std::path::Path;

use anyhow::{Context, bail};
use jiff::{SignedDuration, Span, SpanRelativeTo};

/// Ten years: whatever a demo is moved to, its dates stay ones that pages can show.
const FARTHEST: SignedDuration = SignedDuration::from_hours(10 * 366 * 24);
const FILE: &str = "clock-ahead";

/// `30d`, `6w`, `36h`: a day has 24 hours here.
pub(super) fn parse(text: &str) -> Result<SignedDuration, String> {
    let usage = || format!("\"{text}\" is not a length of time: write 30d, 6w or 36h");
    let span: Span = text.parse().map_err(|_| usage())?;
    let by = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(|_| usage())?;
    if by.is_negative() {
        return Err("a demo's clock only goes forward".to_string());
    }
    if by > FARTHEST {
        return Err("a demo's clock goes ahead by ten years at most".to_string());
    }
    Ok(by)
}

/// Moves the clock of the demo in `folder` on by `by`; answers how far it is ahead in all.
pub(super) fn move_on(folder: &Path, by: SignedDuration) -> anyhow::Result<SignedDuration> {
    let file = folder.join(FILE);
    let before = match std::fs::read_to_string(&file) {
        Ok(text) => SignedDuration::from_secs(text.trim().parse().with_context(|| {
            format!("{} does not hold a number of seconds: remove it to start from today", file.display())
        })?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => SignedDuration::ZERO,
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
    };
    let ahead = before.saturating_add(by);
    if ahead.is_negative() || ahead > FARTHEST {
        bail!("this demo's clock would be more than ten years ahead: choose another --data folder");
    }
    if !by.is_zero() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        std::fs::write(&file, ahead.as_secs().to_string())
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(ahead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_and_refused_in_words() {
        assert_eq!(parse("30d").unwrap(), SignedDuration::from_hours(30 * 24));
        assert_eq!(parse("2w").unwrap(), parse("14 days").unwrap());
        for wrong in ["", "30", "1mo", "-3d", "11y", "99999999d"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn steps_add_up_and_stay() {
        let folder = std::env::temp_dir().join(format!("cairn-ahead-{}", std::process::id()));
        let (week, none) = (parse("1w").unwrap(), SignedDuration::ZERO);
        assert_eq!(move_on(&folder, none).unwrap(), none);
        assert_eq!(move_on(&folder, week).unwrap(), week);
        assert_eq!(move_on(&folder, week).unwrap(), week + week);
        assert_eq!(move_on(&folder, none).unwrap(), week + week);
        std::fs::write(folder.join(FILE), "soon").unwrap();
        assert!(move_on(&folder, week).unwrap_err().to_string().contains("number of seconds"));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
