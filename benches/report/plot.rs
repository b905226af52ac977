//! Draws the throughput by number of threads, a bar for each.

use benches::threads;

use crate::figures::Figures;
use crate::tables::WAYS;

/// A dark page gets a dark plot.
const STYLE: &str = "<style>text { font: 13px Helvetica, Arial, sans-serif; fill: #1f2328 } \
    .paper { fill: #fff } .value { font-size: 10px } .label { text-anchor: end } @media (prefers-color-scheme: dark) \
    { text { fill: #e6edf3 } .paper { fill: #0d1117 } }</style>";
const WIDTH: f64 = 860.0;
/// Where the bars begin.
const LEFT: f64 = 300.0;
const BAR: f64 = 12.0;

/// Million lookups per second, all threads together. `None` if nothing was measured.
pub(crate) fn throughput(figures: &Figures) -> Option<String> {
    let counts = threads::counts();
    let rate = |way: &str, threads: usize| {
        let time = figures.get(&format!("{{hot}}, {threads} threads/{way}"), "")?;
        Some(threads as f64 * 1e3 / time.median)
    };
    let rates = |way: &&str| counts.iter().map(|count| rate(way, *count)).collect();
    let rates: Vec<Option<Vec<f64>>> = WAYS.iter().map(rates).collect();
    let most = rates.iter().flatten().flatten().copied().reduce(f64::max)?;
    let text = |x: f64, y: f64, class: &str, text: &str| {
        let text = text.replace('<', "&lt;");
        format!("<text x=\"{x:.0}\" y=\"{y:.0}\" class=\"{class}\">{text}</text>\n")
    };
    let bar = |x: f64, y: f64, width: f64, series: usize| {
        let (place, hue) = (
            format!("x=\"{x}\" y=\"{y:.0}\""),
            (210 + 170 * series) % 360,
        );
        format!(
            "<rect {place} width=\"{width:.0}\" height=\"10\" fill=\"hsl({hue}, 70%, 50%)\"/>\n"
        )
    };
    let mut svg = text(16.0, 26.0, "", "Million lookups per second of all threads");
    for (series, count) in counts.iter().enumerate() {
        let x = 16.0 + 100.0 * series as f64;
        svg += &bar(x, 41.0, BAR, series);
        svg += &text(x + 16.0, 50.0, "", &format!("{count} thread(s)"));
    }
    let mut y = 64.0;
    for (way, rates) in WAYS.iter().zip(rates) {
        let Some(rates) = rates else { continue };
        svg += &text(LEFT - 10.0, y + BAR, "label", way);
        for (series, rate) in rates.iter().enumerate() {
            let width = rate / most * (WIDTH - LEFT - 50.0);
            svg += &bar(LEFT, y, width, series);
            svg += &text(LEFT + width + 4.0, y + 9.0, "value", &format!("{rate:.1}"));
            y += BAR;
        }
        y += 8.0;
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {y}\" width=\"{WIDTH}\">\n{STYLE}\n\
         <rect class=\"paper\" width=\"{WIDTH}\" height=\"{y}\"/>\n{svg}</svg>\n"
    ))
}
