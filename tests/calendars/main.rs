//! The built-in calendars: the conformance suite, slow reference models, ICU4X, and the recorded answers
//! of Qt and of other software. A new calendar gets the tests by one entry in [`calendars!`].
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

#[path = "../common/mod.rs"]
mod common;
mod conformance;
mod defined;
mod icu4x;
mod laws;
mod lunisolar;
mod qt;
mod reference;
mod world;

use std::collections::HashSet;

use calendar_registry::calendars::*;
use calendar_registry::{Backend, Name};

/// Stamps the tests of each calendar. `rule` names its model in [`reference`], `far` compares it with
/// ICU4X once a year outside the tables, and `recorded` names its file in `tests/data/world/`.
macro_rules! calendars {
    ($($name:ident: $calendar:ident $(, rule $rule:ident)? $(, far $far:ident)?
        $(, recorded $file:literal)?;)+) => {
        $(mod $name {
            use super::*;

            #[test]
            fn passes_the_conformance_suite() {
                conformance::passes(&$calendar);
            }

            #[test]
            fn keeps_the_laws_of_built_in_calendars() {
                laws::check(&$calendar);
            }

            #[test]
            fn converts_slices_with_one_bad_element() {
                laws::check_slices(&$calendar);
            }

            $(#[test]
            fn agrees_with_its_reference_model() {
                reference::$rule().compare(&$calendar);
            })?

            #[test]
            fn agrees_with_icu4x_from_1600_to_2400() {
                icu4x::compare_each_day(&$calendar);
            }

            $(#[test]
            fn agrees_with_icu4x_in_every_year() {
                icu4x::$far(&$calendar);
            })?

            $(#[test]
            fn agrees_with_the_recorded_dates() {
                world::compare($file);
            })?
        })+

        #[test]
        fn calendars_are_zero_sized() {
            $(assert_eq!(size_of_val(&$calendar), 0);)+
        }

        /// All files in `tests/data/world/` about dates.
        const RECORDED: &[&str] = &[$($($file,)?)+];

        fn all() -> Vec<&'static dyn Backend> {
            vec![$(&$calendar,)+]
        }
    };
}

calendars! {
    gregorian: Gregorian, rule gregorian;
    julian: Julian, rule julian, recorded "julian";
    milankovic: Milankovic, rule milankovic;
    jalali: Jalali, rule jalali;
    islamic_civil: IslamicCivil, rule islamic_civil, recorded "islamic-civil";
    iso: Iso, rule gregorian;
    buddhist: Buddhist, rule buddhist, recorded "buddhist";
    minguo: Minguo, rule minguo, recorded "roc";
    japanese: Japanese, rule gregorian, recorded "japanese";
    coptic: Coptic, rule coptic, recorded "coptic";
    ethiopic: Ethiopic, rule ethiopic, recorded "ethiopic";
    ethiopic_amete_alem: EthiopicAmeteAlem, rule ethiopic_amete_alem;
    indian: Indian, rule indian, recorded "indian";
    islamic_tabular: IslamicTabular, rule islamic_tabular, recorded "islamic-tbla";
    hebrew: Hebrew, far compare_each_year, recorded "hebrew";
    chinese: Chinese, recorded "chinese";
    dangi: Dangi, recorded "dangi";
    umm_al_qura: UmmAlQura, far compare_each_year, recorded "islamic-umalqura";
    persian: Persian, far compare_each_year, recorded "persian";
}

#[test]
fn systems_have_the_names_of_their_calendars() {
    let names = all().into_iter().map(|calendar| calendar.names()[0]);
    let systems = System::ALL.iter().map(|system| {
        assert_eq!(system.backend().names()[0], system.name());
        assert_eq!(format!("{system:>20}"), format!("{:>20}", system.name()));
        system.name()
    });
    assert!(systems.eq(names));
}

#[test]
fn names_of_built_in_calendars_are_unique() {
    let mut names = HashSet::new();
    for name in all().into_iter().flat_map(Backend::names) {
        assert!(names.insert(Name::new(name).unwrap()), "{name:?} repeats");
    }
}

#[test]
fn every_recorded_file_has_a_calendar() {
    let files = std::fs::read_dir(common::csv::path("world")).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let files = files.filter_map(|file| file.strip_suffix(".csv").map(str::to_owned));
    // Those are compared in `tests/dates/world.rs`.
    let files: HashSet<String> = files.filter(|name| !name.starts_with("arith_")).collect();
    let tested: HashSet<String> = RECORDED.iter().copied().map(str::to_owned).collect();
    assert_eq!(files, tested);
}
