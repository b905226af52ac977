//! A plot of labelled rows, each with a bar or a range for each series.

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, ValueFormatter};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

/// Colours that can be told apart on a light and on a dark page.
pub(crate) const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);
pub(crate) const INK: RGBColor = RGBColor(0x1f, 0x23, 0x28);
pub(crate) const GRID: RGBColor = RGBColor(0xd1, 0xd9, 0xe0);
pub(crate) const SERIES: [RGBColor; 6] = [
    RGBColor(0x38, 0x8b, 0xfd),
    RGBColor(0xdb, 0x6d, 0x28),
    RGBColor(0x3f, 0xb9, 0x50),
    RGBColor(0xa3, 0x71, 0xf7),
    RGBColor(0x8b, 0x94, 0x9e),
    RGBColor(0xbf, 0x87, 0x00),
];

/// Where the reader prefers the dark, paper and ink change places.
const DARK: &str = "<style>@media (prefers-color-scheme: dark) { \
    [fill=\"#FFFFFF\"] { fill: #0d1117 } [fill=\"#1F2328\"] { fill: #e6edf3 } \
    [stroke=\"#1F2328\"] { stroke: #e6edf3 } [stroke=\"#D1D9E0\"] { stroke: #30363d } }</style>";

pub(crate) const WIDTH: u32 = 860;
pub(crate) const HEAD: u32 = 58;
const FOOT: u32 = 46;
const LABELS: u32 = 306;

/// How values lie along an axis.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Scale {
    Linear,
    /// By powers of ten.
    Log,
}

impl Scale {
    pub(crate) fn place(self, value: f64) -> f64 {
        match self {
            Scale::Linear => value,
            Scale::Log => value.max(1e-9).log10(),
        }
    }

    /// An axis over these values with its ticks.
    pub(crate) fn axis(self, least: f64, most: f64) -> Axis {
        let (range, ticks) = match self {
            Scale::Linear => {
                let (step, range) = (step(most), 0.0..most * 1.04);
                let ticks = (0..20).map(|tick| f64::from(tick) * step);
                (range, ticks.collect())
            }
            Scale::Log => {
                let (least, most) = (least.log10(), most.log10());
                let margin = (most - least) * 0.03;
                let ticks = least.floor() as i32..=most.ceil() as i32;
                (
                    least - margin..most + margin,
                    ticks.map(f64::from).collect::<Vec<f64>>(),
                )
            }
        };
        Axis {
            ticks: ticks
                .into_iter()
                .filter(|tick| range.contains(tick))
                .collect(),
            range,
            scale: self,
        }
    }
}

/// An axis of places with the ticks of its scale.
pub(crate) struct Axis {
    scale: Scale,
    range: std::ops::Range<f64>,
    ticks: Vec<f64>,
}

impl Ranged for Axis {
    type ValueType = f64;
    type FormatOption = NoDefaultFormatting;

    fn map(&self, place: &f64, (low, high): (i32, i32)) -> i32 {
        let part = (place - self.range.start) / (self.range.end - self.range.start);
        low + (part * f64::from(high - low)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        self.ticks.clone()
    }

    fn range(&self) -> std::ops::Range<f64> {
        self.range.clone()
    }
}

impl ValueFormatter<f64> for Axis {
    fn format(place: &f64) -> String {
        round(*place)
    }

    fn format_ext(&self, place: &f64) -> String {
        let value = match self.scale {
            Scale::Linear => *place,
            Scale::Log => 10_f64.powf(*place),
        };
        match value {
            value if value >= 1e6 => format!("{}M", round(value / 1e6)),
            value if value >= 1e3 => format!("{}k", round(value / 1e3)),
            value => round(value),
        }
    }
}

fn round(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// 1, 2 or 5 times a power of ten, so that there are five to ten ticks.
fn step(most: f64) -> f64 {
    let rough = most / 8.0;
    let power = 10_f64.powf(rough.log10().floor());
    let factor = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .find(|factor| factor * power >= rough);
    factor.unwrap_or(10.0) * power
}

/// What a series shows in a row.
pub(crate) enum Mark {
    /// From zero to the value, with the value beside it.
    Bar(f64),
    /// Thick from the first to the second, thin on to the third, a dot at the end.
    Range(f64, f64, f64),
}

pub(crate) struct Row {
    pub label: String,
    /// One for each series; none where it was not measured.
    pub marks: Vec<Option<Mark>>,
}

pub(crate) struct Rows<'a> {
    pub title: &'a str,
    pub axis: &'a str,
    pub series: &'a [&'a str],
    pub scale: Scale,
    pub rows: Vec<Row>,
}

type Failure = Box<dyn std::error::Error>;

impl Rows<'_> {
    pub(crate) fn svg(&self) -> Option<String> {
        if self.rows.is_empty() {
            return None;
        }
        let each = 11 * u32::try_from(self.series.len()).unwrap() + 9;
        let height = HEAD + FOOT + each * u32::try_from(self.rows.len()).unwrap();
        let mut svg = String::new();
        self.draw(&mut svg, height).unwrap();
        Some(adapted(&svg))
    }

    fn draw(&self, svg: &mut String, height: u32) -> Result<(), Failure> {
        let root = SVGBackend::with_string(svg, (WIDTH, height)).into_drawing_area();
        root.fill(&PAPER)?;
        head(&root, self.title, self.series)?;
        let (least, most) = self.bounds();
        let mut chart = ChartBuilder::on(&root)
            .margin_top(HEAD)
            .margin_right(64)
            .set_label_area_size(LabelAreaPosition::Left, LABELS)
            .set_label_area_size(LabelAreaPosition::Bottom, FOOT)
            .build_cartesian_2d(self.scale.axis(least, most), 0.0..self.rows.len() as f64)?;
        chart
            .configure_mesh()
            .disable_y_mesh()
            .disable_y_axis()
            .light_line_style(TRANSPARENT)
            .bold_line_style(GRID)
            .axis_style(GRID)
            .label_style(font(12))
            .x_desc(self.axis)
            .draw()?;
        let count = self.series.len() as f64;
        for (number, row) in self.rows.iter().enumerate() {
            let top = (self.rows.len() - number) as f64;
            let label = chart
                .plotting_area()
                .map_coordinate(&(self.scale.place(least), top - 0.5));
            let anchor = Pos::new(HPos::Right, VPos::Center);
            let place = (i32::try_from(LABELS)? - 10, label.1);
            root.draw(&Text::new(row.label.as_str(), place, font(13).pos(anchor)))?;
            for (series, mark) in row.marks.iter().enumerate() {
                let Some(mark) = mark else { continue };
                let slot = 0.84 / count;
                let middle = top - 0.08 - slot * (series as f64 + 0.5);
                let colour = SERIES[series].filled();
                let at = |value: f64| self.scale.place(value);
                let bar = |from: f64, to: f64, part: f64| {
                    let half = slot * part / 2.0;
                    Rectangle::new([(from, middle - half), (to, middle + half)], colour)
                };
                match *mark {
                    Mark::Bar(value) => {
                        chart.draw_series([bar(0.0, at(value), 0.8)])?;
                        let end = chart.plotting_area().map_coordinate(&(at(value), middle));
                        let text = format!("{value:.1}");
                        let anchor = Pos::new(HPos::Left, VPos::Center);
                        root.draw(&Text::new(text, (end.0 + 4, end.1), font(10).pos(anchor)))?;
                    }
                    Mark::Range(from, to, far) => {
                        chart.draw_series([
                            bar(at(from), at(to).max(at(from) + 0.01), 0.8),
                            bar(at(to), at(far), 0.16),
                        ])?;
                        chart.draw_series([Circle::new((at(far), middle), 3, colour)])?;
                    }
                }
            }
        }
        root.present()?;
        Ok(())
    }

    fn bounds(&self) -> (f64, f64) {
        let all = self.rows.iter().flat_map(|row| row.marks.iter().flatten());
        let (mut least, mut most) = (f64::INFINITY, 0.0_f64);
        for mark in all {
            let (Mark::Bar(low) | Mark::Range(low, ..)) = *mark;
            let (Mark::Bar(high) | Mark::Range(.., high)) = *mark;
            least = least.min(low);
            most = most.max(high);
        }
        (least, most)
    }
}

/// Title, and below it the series by their colours.
pub(crate) fn head(
    root: &DrawingArea<SVGBackend<'_>, plotters::coord::Shift>,
    title: &str,
    series: &[&str],
) -> Result<(), Failure> {
    root.draw(&Text::new(title, (16, 12), font(17)))?;
    let (mut left, mut top) = (16, 38);
    for (number, name) in series.iter().enumerate() {
        let width = 34 + i32::try_from(name.chars().count())? * 13 / 2;
        if left + width > i32::try_from(WIDTH)? {
            (left, top) = (16, top + 18);
        }
        let colour = SERIES[number].filled();
        root.draw(&Rectangle::new(
            [(left, top), (left + 11, top + 11)],
            colour,
        ))?;
        root.draw(&Text::new(*name, (left + 16, top), font(12)))?;
        left += width;
    }
    Ok(())
}

/// The size is that of the text as it is drawn: plotters takes it for the height of a line.
pub(crate) fn font(size: u32) -> TextStyle<'static> {
    ("Helvetica, Arial, sans-serif", f64::from(size) * 1.24)
        .into_font()
        .color(&INK)
}

/// The finished text of a plot.
pub(crate) fn adapted(svg: &str) -> String {
    let (first, rest) = svg.split_once('\n').unwrap();
    format!("{first}\n{DARK}\n{}\n", rest.trim_end())
}
