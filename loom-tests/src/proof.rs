//! Writes what the models and the mutants show into `docs/verification.md`.

use std::path::Path;
use std::process::ExitCode;

use crate::invariants;
use crate::mutants::mutants;
use crate::runner::{Table, models};

/// Runs everything and puts the tables between their marks.
pub(crate) fn write() -> ExitCode {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/verification.md");
    let (models, mutants) = (models(0), mutants(3, true));
    let invariants = invariants::table(&models, &mutants);
    let tables = [
        ("invariants", invariants),
        ("models", models),
        ("mutants", mutants),
    ];
    let written = std::fs::read_to_string(&page).and_then(|text| {
        let text = tables
            .iter()
            .try_fold(text, |text, (mark, table)| put(&text, mark, table));
        let text = text.ok_or_else(|| std::io::Error::other("its marks are gone"))?;
        std::fs::write(&page, text)
    });
    match written {
        Ok(()) if tables.iter().all(|(_, table)| table.failed == 0) => ExitCode::SUCCESS,
        Ok(()) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{}: {error}", page.display());
            ExitCode::FAILURE
        }
    }
}

/// The text with the table between the comments `<!-- mark -->` and `<!-- /mark -->`.
fn put(text: &str, mark: &str, table: &Table) -> Option<String> {
    let (before, rest) = text.split_once(&format!("<!-- {mark} -->"))?;
    let (_, after) = rest.split_once(&format!("<!-- /{mark} -->"))?;
    let rows = table.text();
    Some(format!(
        "{before}<!-- {mark} -->\n\n{rows}\n\n<!-- /{mark} -->{after}"
    ))
}
