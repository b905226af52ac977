//! `validate`, `show` and `import`.

use crate::run::{failed, json, printed};

/// Returns the path of a file in `definitions/`.
fn shipped(file: &str) -> String {
    format!("{}/../definitions/{file}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn validate_counts_the_calendars_of_each_file() {
    let files = [shipped("fiscal-years.toml"), shipped("bikram-sambat.toml")];
    let printed = printed(&["validate", &files[0], &files[1]]);
    let expected = format!("{}: 4 calendars\n{}: 1 calendar\n", files[0], files[1]);
    assert_eq!(printed, expected);
}

#[test]
fn validate_reports_every_file_that_cannot_be_read() {
    let shipped = shipped("fiscal-years.toml");
    let errors = failed(1, &["validate", "none.toml", &shipped, "none.yaml"]);
    let errors: Vec<&str> = errors.lines().collect();
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(errors[0].starts_with("error: none.toml: "), "{errors:?}");
    assert_eq!(
        errors[1],
        "error: none.yaml: a file of definitions ends in .toml or .json"
    );
}

#[test]
fn validate_shows_the_line_of_an_error() {
    let folder = std::env::temp_dir().join(format!("calreg-validate-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("acme.json");
    let text =
        "{\"schema\": 1, \"calendar\": [\n  {\"names\": [\"acme\"], \"kind\": \"eras\"}\n]}\n";
    std::fs::write(&file, text).unwrap();
    let path = file.to_str().unwrap();
    let errors = failed(1, &["validate", path]);
    std::fs::remove_dir_all(&folder).unwrap();
    let line = "{\"names\": [\"acme\"], \"kind\": \"eras\"}";
    let marks = "^".repeat(line.len());
    let expected = format!(
        "error: {path}:2:3: calendar[0]: missing field `base`\n  |\n2 |   {line}\n  |   {marks}\n"
    );
    assert_eq!(errors, expected);
}

#[test]
fn calendar_of_one_file_can_be_based_on_another_file() {
    let folder = std::env::temp_dir().join(format!("calreg-based-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("acme.toml");
    let text = "schema = 1\n[[calendar]]\nnames = ['acme']\nkind = 'year-offset'\nbase = 'french republican'\nyears = 1\n";
    std::fs::write(&file, text).unwrap();
    let path = file.to_str().unwrap();
    let alone = failed(1, &["validate", path]);
    let both = printed(&["validate", path, &shipped("arithmetic.toml")]);
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(
        alone.contains("no calendar named \"french republican\" is known"),
        "{alone}"
    );
    assert_eq!(both.lines().count(), 2, "{both}");
}

#[test]
fn show_prints_the_months_of_a_year() {
    let file = shipped("bikram-sambat.toml");
    let show = [
        "show",
        &file,
        "Bikram-Sambat",
        "--year",
        "2083",
        "--locale",
        "en",
    ];
    let printed = printed(&show);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 13);
    assert_eq!(lines[0], "bikram sambat 2083: 365 days");
    assert_eq!(lines[1], "  M01   2026-04-14   31  Baishakh");
    let view = json(&[&show[..], &["--json"]].concat());
    assert_eq!(view["days"], 365);
    assert_eq!(view["months"][11]["first_day"], "2027-03-15");
}

#[test]
fn show_finds_only_calendars_of_the_file() {
    let file = shipped("bikram-sambat.toml");
    let error = failed(1, &["show", &file, "gregorian"]);
    assert_eq!(
        error,
        "error: no calendar named \"gregorian\" is registered; the file has bikram sambat\n"
    );
    let error = failed(1, &["show", &file, "bikram sambat", "--year", "1999"]);
    assert!(error.contains("2000 to 2083"), "{error}");
}

#[test]
fn imported_definition_is_shown_as_a_year() {
    let nrf = format!(
        "{}/../sources/tests/data/fiscalclock/nrf.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let definition = printed(&[
        "import",
        "fiscalclock",
        &nrf,
        "--name",
        "acme",
        "--name",
        "nrf",
    ]);
    let folder = std::env::temp_dir().join(format!("calreg-import-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("acme.toml");
    std::fs::write(&file, definition).unwrap();
    let show = [
        "show",
        file.to_str().unwrap(),
        "nrf",
        "--year",
        "2023",
        "--locale",
        "en",
    ];
    let year = printed(&show);
    let as_json = json(&["import", "fiscalclock", &nrf, "--name", "acme", "--json"]);
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(
        year.starts_with("acme 2023: 371 days\n  M01   2023-01-29   28  "),
        "{year}"
    );
    assert_eq!(as_json["calendar"][0]["kind"], "fiscal-weeks");
}

#[test]
fn import_names_the_file_and_the_value_that_is_wrong() {
    let nrf = shipped("year-offsets.toml");
    let error = failed(1, &["import", "hijrah", &nrf]);
    assert_eq!(
        error,
        format!("error: {nrf}: \"[[calendar]]\" is not a key and a value\n")
    );
    let error = failed(2, &["import", "fiscalclock", &nrf]);
    assert!(error.contains("--name <NAME>"), "{error}");
}
