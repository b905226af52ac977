//! Puts tables between the marks of `docs/performance.md` and `README.md`, and plots into `docs/`.
//!
//! A mark is `<!-- begin NAME -->` … `<!-- end NAME -->`. What a run has not measured stays as it was.

use std::fs;

use benches::settings::quick;

use crate::figures::Figures;
use crate::{goals, machine, plots, tables};

const PAGE: &str = "docs/performance.md";
const README: &str = "README.md";

pub(crate) fn rebuild(figures: &Figures) {
    let mut page = fs::read_to_string(PAGE).unwrap();
    let mut sections = vec![
        ("machine", Some(machine::paragraph(quick()))),
        ("goals", goals::table(figures)),
    ];
    sections.extend(tables::all(figures));
    for (name, table) in sections {
        match table {
            Some(table) => page = put(&page, name, &table),
            None => println!("{name}: not measured, left as it was"),
        }
    }
    fs::write(PAGE, page).unwrap();
    if let Some(table) = tables::readme(figures) {
        let readme = fs::read_to_string(README).unwrap();
        fs::write(README, put(&readme, "performance", &table)).unwrap();
    }
    for (name, plot) in plots::all(figures) {
        match plot {
            Some(svg) => fs::write(format!("docs/{name}.svg"), svg).unwrap(),
            None => println!("docs/{name}.svg: not measured, left as it was"),
        }
    }
}

fn put(page: &str, name: &str, table: &str) -> String {
    let (begin, end) = (
        format!("<!-- begin {name} -->\n"),
        format!("<!-- end {name} -->"),
    );
    let parts = page.split_once(&begin).and_then(|(before, rest)| {
        let (_, after) = rest.split_once(&end)?;
        Some((before, after))
    });
    let (before, after) = parts.unwrap_or_else(|| panic!("no place for {name}"));
    format!("{before}{begin}{table}{end}{after}")
}
