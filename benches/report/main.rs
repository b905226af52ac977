//! Writes tables and a plot of what the benches have measured.
//!
//! ```text
//! report page       updates docs/performance.md, docs/throughput.svg and README.md
//! report counts     prints the instruction counts for the script `count`
//! ```
#![allow(missing_docs, reason = "a program has no public items")]

mod figures;
mod page;
mod plot;
// One line for each column, and not one for each field.
#[rustfmt::skip]
mod tables;

fn main() {
    let figures = figures::Figures::read();
    match std::env::args().nth(1).as_deref() {
        Some("page") => page::update(&figures),
        _ => figures.rows("counts/{row}").iter().for_each(|id| {
            let count = figures.get("counts/{row}", id).unwrap();
            println!("{id} {}", count.median);
        }),
    }
}
