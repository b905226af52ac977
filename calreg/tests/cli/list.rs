//! `calreg list`.

use calendar_registry::System;

use crate::run::{json, printed};

#[test]
fn list_shows_every_calendar_with_its_names() {
    let table = printed(&["list"]);
    for system in System::ALL {
        let name = system.name();
        let lines = table
            .lines()
            .filter(|line| line.starts_with(&format!("{name}  ")));
        assert_eq!(lines.count(), 1, "{name} in\n{table}");
    }
    let line = |name: &str| {
        let mut lines = table.lines();
        let line = lines.find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        line("NAME"),
        "NAME ID KIND UNICODE ID PUBLISHED ERAS OTHER NAMES"
    );
    assert_eq!(
        line("Gregorian"),
        "Gregorian 1 solar gregory ce bce gregory"
    );
    let chinese = "Chinese 16 lunisolar chinese 1645 to 2100";
    assert_eq!(line("Chinese"), chinese);
    assert!(table.lines().all(|line| line.trim_end() == line));
}

#[test]
fn list_json_describes_each_calendar() {
    let listing = json(&["list", "--json"]);
    assert!(listing["generation"].is_u64());
    let calendars = listing["calendars"].as_array().unwrap();
    let names: Vec<_> = calendars
        .iter()
        .map(|calendar| calendar["name"].as_str().unwrap())
        .collect();
    let systems: Vec<&str> = System::ALL.iter().map(|system| system.name()).collect();
    assert_eq!(names, systems);
    assert_eq!(calendars[0]["aliases"], serde_json::json!(["gregory"]));
    assert_eq!(calendars[0]["kind"], "solar");
    assert_eq!(calendars[4]["kind"], "lunar");
    assert_eq!(calendars[4]["longest_month"], 30);
}
