//! Makes tables and plots of what the benches have measured, and guards the instruction counts.
//!
//! ```text
//! report page               docs/performance.md, docs/*.svg and README.md anew
//! report counts             the counts against benches/counts.txt
//! report counts --bless     benches/counts.txt anew
//! ```
#![allow(missing_docs, reason = "nothing here is for others")]

mod counts;
mod figures;
mod goals;
mod machine;
mod page;
mod plots;
mod rows;
mod tables;

use std::process::ExitCode;

use figures::Figures;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let figures = Figures::read();
    match arguments[..] {
        ["page"] => page::rebuild(&figures),
        ["counts"] => return counts::compare(&figures.counts),
        ["counts", "--bless"] => counts::bless(&figures.counts),
        _ => {
            eprintln!("report page | counts [--bless]");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
