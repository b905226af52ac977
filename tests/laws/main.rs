//! Laws that hold in every calendar. A new calendar gets them all by one line in
//! [`laws!`], and a description of its rule in [`reference`].

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

mod dates;
mod reference;
mod samples;
mod slices;
mod steps;
mod years;

use calendar_registry::Backend;
use calendar_registry::calendars::*;

/// `with` calendars have a description of their rule.
macro_rules! laws {
    (
        with { $($name:ident: $calendar:expr;)+ }
        without { $($(#[$feature:meta])? $bare:ident: $other:expr;)+ }
    ) => {
        $(mod $name {
            use super::*;

            laws!(@ $calendar, reference::$name();
                reference: the_first_cycle_is_right, the_cycle_around_year_one_is_right,
                    the_last_cycle_is_right;
            );
            laws!(@ $calendar);
        })+

        $($(#[$feature])?
        mod $bare {
            use super::*;

            laws!(@ $other);
        })+

        #[test]
        fn calendars_have_no_size() {
            $(assert_eq!(size_of_val(&$calendar), 0);)+
            $($(#[$feature])? assert_eq!(size_of_val(&$other), 0);)+
        }

        fn all() -> Vec<&'static dyn Backend> {
            vec![$(&$calendar,)+ $($(#[$feature])? &$other,)+]
        }
    };
    (@ $calendar:expr) => {
        laws!(@ $calendar, reference::none();
            dates: round_trip_near_and_far, the_next_day_follows, the_range_ends_where_it_says,
                the_first_wrong_part_is_named, year_zero_is_there_or_not, names_are_valid;
            years: months_have_the_days_between_their_first_days, years_are_the_sum_of_their_months,
                leap_years_are_longer, the_bounds_are_met, the_day_of_the_year_counts_up;
            steps: weekdays_follow_each_other, days_add_up, months_add_up, years_add_up,
                steps_end_at_the_range, the_nearest_century_is_matched;
            slices: a_slice_is_its_days, a_slice_is_its_dates, a_far_day_is_one_of_them,
                a_day_without_a_date_is_named, a_date_that_does_not_exist_is_named,
                unequal_slices_are_refused;
        );
    };
    (@ $calendar:expr, $rule:expr; $($module:ident: $($law:ident),+;)+) => {
        $($(
            #[test]
            fn $law() {
                $module::$law(&$calendar, &$rule);
            }
        )+)+
    };
}

laws! {
    with {
        gregorian: Gregorian;
        julian: Julian;
        milankovic: Milankovic;
        jalali: Jalali;
        islamic_civil: IslamicCivil;
        iso: Iso;
        buddhist: Buddhist;
        minguo: Minguo;
        japanese: Japanese;
        coptic: Coptic;
        ethiopic: Ethiopic;
        ethiopic_amete_alem: EthiopicAmeteAlem;
        indian: Indian;
        islamic_tabular: IslamicTabular;
    }
    without {
        hebrew: Hebrew;
        #[cfg(feature = "icu")]
        chinese: Chinese;
        #[cfg(feature = "icu")]
        dangi: Dangi;
        #[cfg(feature = "icu")]
        umm_al_qura: UmmAlQura;
        #[cfg(feature = "icu")]
        persian: Persian;
    }
}

#[test]
fn systems_have_the_names_of_their_calendars() {
    let calendars = all()
        .into_iter()
        .map(|calendar| calendar.names()[0].to_owned());
    let systems = System::ALL.iter().map(|system| {
        let backend = system.backend();
        assert_eq!(backend.names()[0], system.name());
        assert_eq!(format!("{system:>20}"), format!("{:>20}", system.name()));
        system.name()
    });
    assert!(systems.eq(calendars));
}

#[test]
fn names_are_taken_once() {
    dates::names_are_taken_once(&all());
}
