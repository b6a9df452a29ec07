//! Answers that a person must see today. The line says whose, and nothing of what was answered.

use crate::access::{Desk, Seat};
use crate::assessments::looks;
use crate::today::line::{Line, Link, Section};
use crate::web::{Problem, Text};

pub fn section(desk: &mut Desk<'_, '_>, seat: &Seat, t: &Text) -> Result<Section, Problem> {
    let lines = looks::waiting(desk.tx, seat, desk.now)?
        .into_iter()
        .map(|waiting| {
            let href = format!("/assessments/{}", waiting.id);
            Line {
                when: t.on_day(&waiting.recorded_at),
                small: t.at_time(&waiting.recorded_at),
                title: waiting.name,
                text: t.get("today-look-text"),
                links: vec![
                    Link::new([&href, "#look"].concat(), t.get("today-open")),
                    Link::new(looks::crisis_path(waiting.participant), t.get("answer-open-crisis")),
                ],
                now: true,
                href,
                ..Line::default()
            }
        })
        .collect();
    Ok(Section::new(t.get("today-looks"), lines))
}
