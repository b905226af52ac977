use calendar_registry::calendars::defined::{DefineProblem, Metadata, WithEras};
use calendar_registry::calendars::{Chinese, Gregorian, Hebrew, Japanese, Persian};
use calendar_registry::{Backend, BackendExt, DateError, Era, JulianDay, Registry, YearMonthDay};

use super::{conforms, named};

fn starting(code: &'static str, year: i32, month: u8, day: u8) -> Era {
    Era::starting(code, YearMonthDay::new(year, month, day))
}

/// The eras of Japan, written again.
fn japan() -> Vec<Era> {
    vec![
        starting("reiwa", 2019, 5, 1),
        starting("heisei", 1989, 1, 8),
        starting("showa", 1926, 12, 25),
        starting("taisho", 1912, 7, 30),
        starting("meiji", 1873, 1, 1).from_year(6),
        starting("ce", 1, 1, 1).alias("ad"),
        Era::backward("bce", 0).alias("bc"),
    ]
}

#[test]
fn instances_conform() {
    conforms(&WithEras::new(named("a").eras(japan()), Japanese).unwrap());
    let mut eras = japan();
    eras.insert(0, starting("next", 2031, 5, 1));
    conforms(&WithEras::new(named("a").eras(eras), Japanese).unwrap());
    let eras = vec![
        starting("later", 1403, 7, 1).from_year(0),
        Era::unbounded("ap", 1),
    ];
    conforms(&WithEras::new(named("a").eras(eras), Persian).unwrap());
    let eras = vec![starting("new", 5784, 13, 1), Era::unbounded("old", 5000)];
    conforms(&WithEras::new(named("a").eras(eras), Hebrew).unwrap());
    conforms(&WithEras::new(named("a").eras(vec![Era::unbounded("x", 1)]), Chinese).unwrap());
}

#[test]
fn eras_of_japan_written_again_are_those_of_the_built_in_calendar() {
    let calendar = WithEras::new(named("a").eras(japan()), Japanese).unwrap();
    for day in (1_000_000..2_500_000)
        .step_by(7)
        .chain(2_405_000..2_462_000)
    {
        let date = Japanese.date(JulianDay::new(day)).unwrap();
        assert_eq!(calendar.date(JulianDay::new(day)), Ok(date));
        let year = Japanese.era_year(date).unwrap().unwrap();
        assert_eq!(calendar.era_year(date), Ok(Some(year.clone())), "{date}");
        let back = calendar.year_of_era(&year.era, year.year);
        assert_eq!(back, Ok(Some(date.year)));
    }
    assert_eq!(calendar.year_of_era("AD", 5), Japanese.year_of_era("ad", 5));
}

#[test]
fn replaced_calendar_has_the_new_era() {
    let registry = Registry::with_builtins();
    let mut eras = japan();
    eras.insert(0, starting("next", 2031, 5, 1));
    let metadata = Metadata::new(["japanese"])
        .unicode_id("japanese")
        .eras(eras);
    let new = WithEras::new(metadata, Japanese).unwrap();
    registry.replace("Japanese", new).unwrap();
    let calendar = registry.resolve("japanese").unwrap();
    let era = |year, month, day| {
        let year = calendar
            .era_year(YearMonthDay::new(year, month, day))
            .unwrap();
        year.unwrap().to_string()
    };
    assert_eq!(
        (era(2031, 4, 30), era(2031, 5, 1)),
        ("13 reiwa".into(), "1 next".into())
    );
}

fn rejected(eras: Vec<Era>) -> (String, DefineProblem) {
    let error = WithEras::new(named("a").eras(eras), Gregorian).unwrap_err();
    (error.path, error.problem)
}

#[test]
fn wrong_eras_are_rejected() {
    let path = |path: &str| path.to_owned();
    assert_eq!(rejected(vec![]), (path("eras"), DefineProblem::Empty));
    let error = WithEras::new(named("a"), Gregorian).unwrap_err();
    assert_eq!(error.problem, DefineProblem::Empty);
    let old = || Era::unbounded("old", 1);

    let swapped = vec![starting("a", 1900, 1, 1), starting("b", 1950, 1, 1), old()];
    assert_eq!(rejected(swapped), (path("eras[1]"), DefineProblem::Order));
    let same_day = vec![starting("a", 1900, 1, 1), starting("b", 1900, 1, 1), old()];
    assert_eq!(rejected(same_day), (path("eras[1]"), DefineProblem::Order));
    let after_all = vec![old(), starting("a", 1900, 1, 1)];
    assert_eq!(rejected(after_all), (path("eras[1]"), DefineProblem::Order));
    let never_begins = vec![old(), Era::backward("b", -1)];
    assert_eq!(
        rejected(never_begins),
        (path("eras[1]"), DefineProblem::Order)
    );

    let (at, problem) = rejected(vec![starting("a", 1900, 1, 1)]);
    assert_eq!(at, "eras");
    assert_eq!(problem.to_string(), "dates before 1900-01-01 have no era");

    let twice = vec![starting("a", 1900, 1, 1), Era::unbounded("A", 1)];
    assert_eq!(rejected(twice), (path("eras[1]"), DefineProblem::Repeated));
    let alias = vec![starting("a", 1900, 1, 1), old().alias("A")];
    assert_eq!(rejected(alias), (path("eras[1]"), DefineProblem::Repeated));
    assert_eq!(rejected(vec![Era::unbounded("two words", 1)]).0, "eras[0]");

    let no_date = vec![starting("a", 1900, 2, 29), old()];
    let error = DateError::Day { day: 29, last: 28 };
    assert_eq!(
        rejected(no_date),
        (path("eras[0]"), DefineProblem::Date(error))
    );

    let (at, problem) = rejected(vec![Era::unbounded("far", 1_000_000)]);
    assert_eq!(at, "eras[0]");
    assert!(matches!(problem, DefineProblem::Range { .. }));
    let many = vec![old(); 1_001];
    assert!(matches!(rejected(many).1, DefineProblem::Length { .. }));
}
