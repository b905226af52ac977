//! Puts the tables between their marks, and the plot beside the page.

use std::fs;

use benches::settings::home;

use crate::figures::{Figures, expand};
use crate::plot;
use crate::tables::{GOALS, Goal, PAGE, TABLES, Table};

pub(crate) fn update(figures: &Figures) {
    // The script `run` describes the machine.
    let machine = home().and_then(|home| fs::read_to_string(home.join("machine")).ok());
    put(PAGE, "machine", machine);
    let heads = ["goal", "bound", "measured", "met"].map(str::to_owned);
    let goals = GOALS.iter().map(|item| goal(figures, item));
    put(PAGE, "goals", markdown(&heads, goals.collect()));
    for table in TABLES {
        let Table(file, mark, head, rows, spread, columns) = *table;
        let heads = [head]
            .into_iter()
            .chain(columns.iter().map(|column| column.0));
        let heads = heads.chain(spread.then_some("spread")).map(expand);
        let keys = rows
            .iter()
            .flat_map(|row| figures.rows(&row.replace("{mark}", mark)));
        let lines = keys.filter_map(|key| line(figures, table, &key));
        put(
            file,
            mark,
            markdown(&heads.collect::<Vec<_>>(), lines.collect()),
        );
    }
    if let Some(svg) = plot::throughput(figures) {
        fs::write("docs/throughput.svg", svg).unwrap();
    }
}

/// A row of a table. `None` if nothing in it was measured.
fn line(figures: &Figures, table: &Table, key: &str) -> Option<Vec<String>> {
    let Table(_, mark, _, _, has_spread, columns) = *table;
    let (mut cells, mut spread) = (vec![key.replace('<', "&lt;")], None);
    for (_, cell) in columns {
        let figure = figures.get(&id(cell).replace("{mark}", mark), key);
        cells.push(figure.map_or_else(String::new, |figure| {
            spread = Some(figure.spread.max(spread.unwrap_or(0.0)));
            show(cell, figure.median)
        }));
    }
    let spread = spread?;
    cells.extend(has_spread.then(|| format!("{:.0} %", spread * 100.0)));
    Some(cells)
}

/// A goal, with the row that is nearest to missing it.
fn goal(figures: &Figures, goal: &Goal) -> Vec<String> {
    let Goal(what, sign, bound, rows, cell) = *goal;
    let most = sign == '≤';
    let keys = rows.iter().flat_map(|row| figures.rows(row));
    let values = keys.filter_map(|key| Some((figures.get(id(cell), &key)?.median, key)));
    let worst = values.reduce(|one, other| {
        if (other.0 > one.0) == most {
            other
        } else {
            one
        }
    });
    let (value, met) = worst.map_or(("—".to_owned(), "not measured"), |(value, key)| {
        let met = if most { value <= bound } else { value >= bound };
        let value = format!("{} ({key})", show(cell, value));
        (value, if met { "yes" } else { "no" })
    });
    let bound = format!("{sign} {}", show(cell, bound));
    vec![expand(what), bound, value, met.to_owned()]
}

/// Aligns the first column to the left and the others to the right. `None` without a row.
fn markdown(heads: &[String], rows: Vec<Vec<String>>) -> Option<String> {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let rule = format!("|---{}|\n", "|--:".repeat(heads.len() - 1));
    let lines: String = rows.iter().map(|row| line(row)).collect();
    (!lines.is_empty()).then(|| line(heads) + &rule + &lines)
}

/// The expression without the number of decimal places, `#2 `, before what is not a time.
fn id(cell: &str) -> &str {
    cell.strip_prefix('#').map_or(cell, |cell| &cell[2..])
}

/// Shows ratios and plain numbers, and times with three digits in a suitable unit.
fn show(cell: &str, value: f64) -> String {
    if let Some(places) = cell.strip_prefix('#') {
        return format!("{value:.*}", usize::from(places.as_bytes()[0] - b'0'));
    }
    match value {
        value if cell.contains('÷') => format!("{value:.2} ×"),
        value if value < 10.0 => format!("{value:.2}"),
        value if value < 100.0 => format!("{value:.1}"),
        value if value < 1e4 => format!("{value:.0}"),
        value if value < 1e6 => format!("{:.1} µs", value / 1e3),
        value => format!("{:.1} ms", value / 1e6),
    }
}

/// Replaces what is between two marks. What was not measured stays.
fn put(file: &str, mark: &str, text: Option<String>) {
    let page = fs::read_to_string(file).unwrap();
    let (begin, end) = (
        format!("<!-- begin {mark} -->\n"),
        format!("<!-- end {mark} -->"),
    );
    let place = page.find(&begin).zip(page.find(&end));
    match (text, place) {
        (Some(text), Some((at, end))) => {
            let before = &page[..at + begin.len()];
            fs::write(file, format!("{before}{text}{}", &page[end..])).unwrap();
        }
        (None, _) => println!("{file}, {mark}: not measured, unchanged"),
        (_, None) => println!("{file}, {mark}: no marks"),
    }
}
