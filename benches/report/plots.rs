//! The plots of the page.

use benches::convert::{CONCRETE, ICU, REGISTERED, SLICE};
use benches::threads;
use plotters::prelude::*;

use crate::figures::Figures;
use crate::rows::{GRID, HEAD, Mark, Row, Rows, SERIES, Scale, WIDTH, adapted, font, head};
use crate::tables::{CALCULATIONS, CHANGES, WAYS, calendars, group, latencies, readers, sizes};

/// Every plot by the name of its file.
pub(crate) fn all(figures: &Figures) -> Vec<(&'static str, Option<String>)> {
    vec![
        ("throughput", throughput(figures)),
        ("latency", latency(figures)),
        ("registration", registration(figures)),
        ("conversion", conversion(figures)),
    ]
}

fn throughput(figures: &Figures) -> Option<String> {
    let counts = threads::counts();
    let series: Vec<String> = counts
        .iter()
        .map(|threads| format!("{threads} thread{}", if *threads == 1 { "" } else { "s" }))
        .collect();
    let series: Vec<&str> = series.iter().map(String::as_str).collect();
    let row = |way: &str| {
        let marks = counts.iter().map(|threads| {
            let time = figures.median(&group("24, one hot", *threads), way)?;
            Some(Mark::Bar(*threads as f64 * 1e3 / time))
        });
        Row {
            label: way.to_owned(),
            marks: marks.collect(),
        }
    };
    let rows = WAYS
        .map(row)
        .into_iter()
        .filter(|row| row.marks[0].is_some());
    Rows {
        title: "Throughput by threads: 24 names, one of them asked for most",
        axis: "million lookups a second, all threads together (more is better)",
        series: &series,
        scale: Scale::Linear,
        rows: rows.collect(),
    }
    .svg()
}

fn latency(figures: &Figures) -> Option<String> {
    let readers = *readers(figures).first()?;
    let row = |way: &str| {
        let marks = [false, true].map(|writing| {
            let figure = latencies(figures, way, readers, writing)?;
            let at = |key: &str| figure[key].as_f64();
            Some(Mark::Range(at("p50")?, at("p99.9")?, at("p99.99")?))
        });
        Row {
            label: way.to_owned(),
            marks: marks.into(),
        }
    };
    let rows = WAYS
        .map(row)
        .into_iter()
        .filter(|row| row.marks[1].is_some());
    Rows {
        title: "Latency beside a writer that never pauses",
        axis: "ns of sixteen lookups: p50 to p99.9, and on to p99.99 (less is better)",
        series: &["readers alone", "beside the writer"],
        scale: Scale::Log,
        rows: rows.collect(),
    }
    .svg()
}

fn conversion(figures: &Figures) -> Option<String> {
    let ways = [CONCRETE, REGISTERED, SLICE, ICU, CALCULATIONS];
    // There and back, so that one plot shows both.
    let row = |calendar: String| {
        let marks = ways.map(|way| {
            let date = figures.median(&format!("date, {calendar}"), way)?;
            let day = figures.median(&format!("julian_day, {calendar}"), way)?;
            Some(Mark::Bar(date + day))
        });
        Row {
            label: calendar,
            marks: marks.into(),
        }
    };
    let ours = calendars(figures).into_iter();
    let ours = ours.filter(|calendar| {
        let time = figures.median(&format!("date, {calendar}"), REGISTERED);
        time.is_some()
    });
    Rows {
        title: "Conversion by calendar: from a day to its date and back",
        axis: "ns there and back (less is better)",
        series: &[
            "ours, the type",
            "ours, &Calendar",
            "ours, a slice",
            "icu_calendar, the type",
            "calendrical_calculations",
        ],
        scale: Scale::Linear,
        rows: ours.map(row).collect(),
    }
    .svg()
}

fn registration(figures: &Figures) -> Option<String> {
    let sizes = sizes(figures);
    let line = |change: &str| -> Vec<(f64, f64)> {
        let times = sizes.iter().map(|size| {
            let time = figures.median("publish", &format!("{change}/{size}"))?;
            Some((*size as f64, time))
        });
        times.flatten().collect()
    };
    let lines = CHANGES.map(line);
    let mut svg = String::new();
    if !lines.iter().any(Vec::is_empty) {
        curves(&mut svg, &lines).unwrap();
    }
    (!svg.is_empty()).then(|| adapted(&svg))
}

fn curves(svg: &mut String, lines: &[Vec<(f64, f64)>]) -> Result<(), Box<dyn std::error::Error>> {
    let root = SVGBackend::with_string(svg, (WIDTH, 440)).into_drawing_area();
    root.fill(&crate::rows::PAPER)?;
    head(&root, "Cost of one change by the number of names", &CHANGES)?;
    let all = || lines.iter().flatten().copied();
    let most = all().fold((0.0, 0.0), |most: (f64, f64), point| {
        (most.0.max(point.0), most.1.max(point.1))
    });
    let least = all().fold(most, |least, point| {
        (least.0.min(point.0), least.1.min(point.1))
    });
    let log = Scale::Log;
    let mut chart = ChartBuilder::on(&root)
        .margin_top(HEAD + 20)
        .margin_right(24)
        .set_label_area_size(LabelAreaPosition::Left, 64)
        .set_label_area_size(LabelAreaPosition::Bottom, 46)
        .build_cartesian_2d(log.axis(least.0, most.0), log.axis(least.1, most.1))?;
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(GRID)
        .axis_style(GRID)
        .label_style(font(12))
        .x_desc("names in the registry")
        .y_desc("ns a change (less is better)")
        .draw()?;
    for (line, colour) in lines.iter().zip(SERIES) {
        let points: Vec<(f64, f64)> = line
            .iter()
            .map(|point| (log.place(point.0), log.place(point.1)))
            .collect();
        chart.draw_series(LineSeries::new(
            points.iter().copied(),
            colour.stroke_width(2),
        ))?;
        chart.draw_series(
            points
                .into_iter()
                .map(|point| Circle::new(point, 4, colour.filled())),
        )?;
    }
    root.present()?;
    Ok(())
}
