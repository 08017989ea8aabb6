//! Pictures made on the server as SVG, each with a table or sentence behind it.

use maud::{Markup, html};

/// A line of a chart: points as (label, figure), from left to right.
#[derive(Debug, Clone)]
pub struct Line {
    /// What the line shows.
    pub name: String,
    /// Label under the point and figure of it.
    pub points: Vec<(String, f64)>,
    /// A figure to hold the line against: the target.
    pub mark: Option<f64>,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;
const EDGE: f64 = 36.0;

/// An indicator's series with its target. `described` is the sentence a screen reader gets.
pub fn series_chart(line: &Line, described: &str) -> Markup {
    let scale = Scale::of(line);
    let dots: Vec<(f64, f64)> =
        line.points.iter().enumerate().map(|(i, p)| (scale.x(i), scale.y(p.1))).collect();
    let path = dots.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ");
    html! {
        svg.chart viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(described) {
            @if let Some(mark) = line.mark {
                line.mark x1=(EDGE) x2=(WIDTH - EDGE) y1=(scale.y(mark)) y2=(scale.y(mark)) {}
                text.mark x=(WIDTH - EDGE) y=(scale.y(mark) - 6.0) text-anchor="end" { (mark) }
            }
            polyline.line points=(path) {}
            @for ((x, y), (label, figure)) in dots.iter().zip(&line.points) {
                circle.dot cx=(x) cy=(y) r="4" { title { (label) ": " (figure) } }
                text x=(x) y=(HEIGHT - 8.0) text-anchor="middle" { (label) }
                text.figure x=(x) y=(y - 10.0) text-anchor="middle" { (figure) }
            }
        }
    }
}

/// A bar of parts that make a whole, such as how many duties are done, open and late.
pub fn share_bar(parts: &[(&str, &str, u64)], described: &str) -> Markup {
    let total: u64 = parts.iter().map(|(_, _, count)| count).sum();
    let share = |count: u64| if total == 0 { 0.0 } else { count as f64 * WIDTH / total as f64 };
    let starts = parts.iter().scan(0.0, |at, (_, _, count)| {
        let start = *at;
        *at += share(*count);
        Some(start)
    });
    html! {
        svg.bar viewBox=(format!("0 0 {WIDTH} 16")) role="img" aria-label=(described) preserveAspectRatio="none" {
            @for (start, (name, class, count)) in starts.zip(parts) {
                rect class=(class) x=(start) y="0" width=(share(*count)) height="16" { title { (name) " " (count) } }
            }
        }
    }
}

/// Where figures fall on the picture.
struct Scale {
    low: f64,
    high: f64,
    count: usize,
}

impl Scale {
    fn of(line: &Line) -> Scale {
        let figures = line.points.iter().map(|p| p.1).chain(line.mark);
        let (low, high) = figures.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        let room = ((high - low) * 0.15).max(high.abs() * 0.01).max(f64::MIN_POSITIVE);
        Scale { low: low - room, high: high + room, count: line.points.len() }
    }

    fn x(&self, i: usize) -> f64 {
        match self.count {
            0 | 1 => WIDTH / 2.0,
            count => EDGE * 1.5 + i as f64 * (WIDTH - 3.0 * EDGE) / (count - 1) as f64,
        }
    }

    fn y(&self, figure: f64) -> f64 {
        let share = (figure - self.low) / (self.high - self.low);
        HEIGHT - EDGE - share.clamp(0.0, 1.0) * (HEIGHT - 2.0 * EDGE)
    }
}
