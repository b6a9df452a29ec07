//! Charts drawn by the server: pure functions from figures to places on a canvas, which `chart.html` draws as SVG with
//! the figures behind it in a table.
//!
//! A missing figure is a gap: a line is never drawn across it, and a gap is never a zero.

/// The canvas of `chart.html`, in the units of its view box, and the part of it that figures are drawn on.
const LEFT: f64 = 40.0;
const RIGHT: f64 = 388.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 204.0;
const LABELS: f64 = 228.0;

/// A figure with what it is called, its drawing, and the table that says the same.
pub struct Chart {
    /// Unique on its page.
    pub id: String,
    pub title: String,
    /// What the drawing shows, in a sentence or two.
    pub words: String,
    pub drawing: Drawing,
    /// Names of the lines, when there is more than one.
    pub legend: Vec<String>,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

#[derive(Debug, Default, PartialEq)]
pub struct Drawing {
    pub band: Option<Area>,
    pub columns: Vec<Area>,
    pub lines: Vec<Line>,
    pub across: Vec<Tick>,
    pub up: Vec<Tick>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// `number` is 1 to 3: it names the classes `line-1` and `dot-1`.
#[derive(Debug, PartialEq)]
pub struct Line {
    pub number: usize,
    /// SVG path data; one stroke for each run of figures without a gap.
    pub path: String,
    pub dots: Vec<(f64, f64)>,
    /// SVG path data; one upright stroke for each interval.
    pub ranges: String,
}

impl Line {
    /// Radius of its dots: many small ones leave the line to be seen.
    pub fn radius(&self) -> u32 {
        if self.dots.len() > 16 { 3 } else { 6 }
    }
}

#[derive(Debug, PartialEq)]
pub struct Tick {
    pub x: f64,
    pub y: f64,
    /// `start`, `middle` or `end`.
    pub anchor: &'static str,
    pub label: String,
}

/// Lowest and highest figure that an axis shows.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
}

impl Scale {
    /// Where `value` lies between `from` and `to`; in the middle when the scale has no extent. A value outside the
    /// scale is drawn at its end.
    fn place(self, value: f64, from: f64, to: f64) -> f64 {
        let extent = self.high - self.low;
        let share = if extent > 0.0 { ((value - self.low) / extent).clamp(0.0, 1.0) } else { 0.5 };
        tenth(from + share * (to - from))
    }

    fn height(self, value: f64) -> f64 {
        self.place(value, BOTTOM, TOP)
    }
}

/// Rounded to a tenth: finer than a screen shows.
fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

/// A place along the axis, such as a day, and the figure there; none where it is missing.
pub type Point = (f64, Option<f64>);

/// A place along the axis and the interval around the figure there.
pub type Range = (f64, Option<(f64, f64)>);

fn extent(places: impl Iterator<Item = f64>) -> Scale {
    let (low, high) = places
        .filter(|at| at.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
    Scale { low, high }
}

impl Drawing {
    /// The intervals of the lines, in the order of the lines and over the same places. Those of the second line stand a
    /// little to the right, so that both can be seen.
    pub fn with_ranges(mut self, ranges: &[Vec<Range>], scale: Scale) -> Drawing {
        let along = extent(ranges.iter().flatten().map(|(at, _)| *at));
        for (line, ranges) in self.lines.iter_mut().zip(ranges) {
            let aside = (line.number - 1) as f64 * 2.0;
            for (at, range) in ranges {
                let Some((low, high)) = range.filter(|(low, high)| low.is_finite() && high.is_finite())
                else {
                    continue;
                };
                let x = tenth(along.place(*at, LEFT, RIGHT) + aside);
                line.ranges.push_str(&format!("M{x} {}V{}", scale.height(low), scale.height(high)));
            }
            for dot in &mut line.dots {
                dot.0 = tenth(dot.0 + aside);
            }
        }
        self
    }
}

/// An estimate and its interval on a line of `WIDTH`, zero in the middle: a row of a forest plot.
#[derive(Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub estimate: f64,
    pub high: f64,
}

/// The canvas of an [`Interval`], in the units of its view box.
const WIDTH: f64 = 200.0;

/// `reach` is the furthest from zero that is drawn, the same for all rows that are held against each other.
pub fn interval(low: f64, estimate: f64, high: f64, reach: f64) -> Interval {
    let scale = Scale { low: -reach, high: reach };
    let place = |value| scale.place(value, 0.0, WIDTH);
    Interval { low: place(low), estimate: place(estimate), high: place(high) }
}

/// Up to three lines over a common axis. Each runs in the order of its points. `band` shades the figures between two
/// values; `marks` are labels along the axis.
pub fn lines(
    series: &[Vec<Point>],
    scale: Scale,
    band: Option<(f64, f64)>,
    marks: &[(f64, String)],
) -> Drawing {
    let along = extent(series.iter().flatten().map(|(at, _)| *at));
    let drawn = series.iter().take(3).zip(1..).map(|(points, number)| line(number, points, along, scale));
    Drawing {
        band: band.map(|(low, high)| {
            let (top, bottom) = (scale.height(low.max(high)), scale.height(low.min(high)));
            Area { x: LEFT, y: top, width: RIGHT - LEFT, height: tenth(bottom - top) }
        }),
        columns: Vec::new(),
        lines: drawn.collect(),
        across: marks.iter().map(|(at, label)| mark(along, *at, label)).collect(),
        up: [scale.low, f64::midpoint(scale.low, scale.high), scale.high]
            .map(|value| height_tick(scale, value))
            .into(),
    }
}

fn line(number: usize, points: &[Point], along: Scale, scale: Scale) -> Line {
    let mut line = Line { number, path: String::new(), dots: Vec::new(), ranges: String::new() };
    let mut joined = false;
    for (at, value) in points {
        let Some(value) = value.filter(|value| value.is_finite() && at.is_finite()) else {
            joined = false;
            continue;
        };
        let (x, y) = (along.place(*at, LEFT, RIGHT), scale.height(value));
        let verb = if joined { 'L' } else { 'M' };
        line.path.push_str(&format!("{verb}{x} {y}"));
        line.dots.push((x, y));
        joined = true;
    }
    line
}

fn mark(along: Scale, at: f64, label: &str) -> Tick {
    let x = along.place(at, LEFT, RIGHT);
    let anchor = match x {
        x if x < LEFT + 30.0 => "start",
        x if x > RIGHT - 30.0 => "end",
        _ => "middle",
    };
    Tick { x, y: LABELS, anchor, label: label.to_string() }
}

fn height_tick(scale: Scale, value: f64) -> Tick {
    Tick { x: LEFT - 8.0, y: scale.height(value), anchor: "end", label: plain(value) }
}

/// Columns for counts, from zero. At most six labels, so that they do not run into each other.
pub fn columns(counts: &[(String, u32)]) -> Drawing {
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let scale = Scale { low: 0.0, high: f64::from(most) };
    let slot = (RIGHT - LEFT) / (counts.len().max(1) as f64);
    let every = counts.len().div_ceil(6).max(1);
    let left = |place: usize| LEFT + slot * place as f64;
    let column = |(place, (_, count)): (usize, &(String, u32))| {
        let y = scale.height(f64::from(*count));
        Area { x: tenth(left(place) + slot * 0.15), y, width: tenth(slot * 0.7), height: tenth(BOTTOM - y) }
    };
    let label = |(place, (label, _)): (usize, &(String, u32))| Tick {
        x: tenth(left(place) + slot / 2.0),
        y: LABELS,
        anchor: "middle",
        label: label.clone(),
    };
    Drawing {
        columns: counts.iter().enumerate().map(column).collect(),
        across: counts.iter().enumerate().step_by(every).map(label).collect(),
        up: [0.0, f64::from(most)].map(|value| height_tick(scale, value)).into(),
        ..Drawing::default()
    }
}

/// A figure as people write it: `47`, `8.8`.
pub fn plain(value: f64) -> String {
    tenth(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TOTALS: Scale = Scale { low: 0.0, high: 100.0 };

    fn draw(points: &[Point]) -> Drawing {
        lines(&[points.to_vec()], TOTALS, None, &[])
    }

    #[test]
    fn a_line_runs_from_edge_to_edge_and_up_is_more() {
        let drawing = draw(&[(0.0, Some(0.0)), (10.0, Some(100.0))]);
        assert_eq!(drawing.lines[0].path, "M40 204L388 14");
        let labels: Vec<_> = drawing.up.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(labels, ["0", "50", "100"]);
    }

    #[test]
    fn a_line_is_not_drawn_across_a_gap() {
        let drawing = draw(&[(0.0, Some(50.0)), (1.0, None), (2.0, Some(50.0)), (3.0, Some(50.0))]);
        assert_eq!(drawing.lines[0].path, "M40 109M272 109L388 109");
        assert_eq!(drawing.lines[0].dots.len(), 3, "a gap has no dot and is no zero");
    }

    #[test]
    fn one_point_stands_in_the_middle() {
        assert_eq!(draw(&[(7.0, Some(100.0))]).lines[0].dots, [(214.0, 14.0)]);
    }

    #[test]
    fn nothing_draws_nothing() {
        assert!(draw(&[]).lines[0].path.is_empty());
        assert!(draw(&[(1.0, None)]).lines[0].path.is_empty());
        assert!(lines(&[], TOTALS, None, &[(3.0, "Mar".to_string())]).across[0].x.is_finite());
        assert!(columns(&[]).columns.is_empty());
    }

    #[test]
    fn a_scale_without_extent_divides_by_nothing() {
        let flat = Scale { low: 5.0, high: 5.0 };
        let drawing = lines(&[vec![(0.0, Some(5.0)), (1.0, Some(5.0))]], flat, Some((5.0, 5.0)), &[]);
        assert_eq!(drawing.lines[0].path, "M40 109L388 109");
        assert_eq!(drawing.band.unwrap().height, 0.0);
    }

    #[test]
    fn a_band_lies_between_its_values_and_within_the_scale() {
        let drawing = lines(&[vec![(0.0, Some(50.0))]], TOTALS, Some((25.0, 150.0)), &[]);
        assert_eq!(drawing.band, Some(Area { x: 40.0, y: 14.0, width: 348.0, height: 142.5 }));
    }

    #[test]
    fn an_interval_stands_at_its_figure_and_a_missing_one_is_not_drawn() {
        let scale = Scale { low: 0.0, high: 10.0 };
        let points = [vec![(0.0, Some(5.0)), (1.0, None)], vec![(0.0, Some(5.0)), (1.0, Some(10.0))]];
        let ranges =
            [vec![(0.0, Some((0.0, 10.0))), (1.0, None)], vec![(0.0, None), (1.0, Some((5.0, 12.0)))]];
        let drawing = lines(&points, scale, None, &[]).with_ranges(&ranges, scale);
        assert_eq!(drawing.lines[0].ranges, "M40 204V14");
        assert_eq!(drawing.lines[1].ranges, "M390 109V14", "aside, and not beyond the scale");
        assert_eq!(drawing.lines[1].dots, [(42.0, 109.0), (390.0, 14.0)], "each dot stands on its interval");
    }

    #[test]
    fn zero_is_in_the_middle_of_a_forest_plot() {
        let drawn = interval(-0.25, 0.0, 0.5, 0.5);
        assert_eq!(drawn, Interval { low: 50.0, estimate: 100.0, high: 200.0 });
        assert_eq!(interval(0.0, 0.0, 0.0, 0.0).estimate, 100.0, "nothing to tell apart");
    }

    #[test]
    fn columns_start_at_zero_and_none_has_no_height() {
        let counts = [("Jan".to_string(), 0), ("Feb".to_string(), 2), ("Mar".to_string(), 4)];
        let heights: Vec<_> = columns(&counts).columns.iter().map(|column| column.height).collect();
        assert_eq!(heights, [0.0, 95.0, 190.0]);
        assert!(columns(&[("Jan".to_string(), 0)]).columns[0].height == 0.0);
    }

    proptest! {
        #[test]
        fn every_place_is_on_the_canvas(points in proptest::collection::vec((-1e6_f64..1e6, proptest::option::of(-1e3_f64..1e3)), 0..20)) {
            let drawing = draw(&points);
            let inside = |(x, y): &(f64, f64)| (LEFT..=RIGHT).contains(x) && (TOP..=BOTTOM).contains(y);
            prop_assert!(drawing.lines[0].dots.iter().all(inside));
            prop_assert_eq!(drawing.lines[0].dots.len(), points.iter().filter(|(_, value)| value.is_some()).count());
        }
    }
}
