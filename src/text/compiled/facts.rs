//! [`Facts`]: what a formatter knows of its calendar, so that it need not ask for each date.

use super::super::symbols::NamedMonth;
use crate::backend::derived::has_fixed_months;
use crate::backend::{Backend, EraCount, MonthCode};
use crate::date::WeekRule;

#[derive(Debug)]
pub(in crate::text) struct Facts {
    pub(super) year_zero: bool,
    /// The number of months in each of the first three quarters.
    pub(super) in_quarter: u8,
    /// In the order of the calendar's eras.
    pub(super) eras: Box<[EraCount]>,
    pub(super) week_rule: WeekRule,
}

impl Facts {
    pub(super) fn of(calendar: &dyn Backend, week_rule: WeekRule) -> Self {
        let properties = calendar.properties();
        let eras = calendar.eras().iter();
        Facts {
            year_zero: properties.year_zero,
            in_quarter: properties.months.1.div_euclid(4).max(1),
            eras: eras.map(|era| EraCount::of(calendar, era)).collect(),
            week_rule,
        }
    }
}

/// Where the names of months are in the list of months: by code, and by whether the year is a leap
/// year.
#[derive(Debug)]
pub(in crate::text) struct MonthIndex {
    months: Box<[NamedMonth]>,
    /// Whether month `n` is the common month `n` of every year, and the `n`th of the list.
    direct: bool,
    /// Whether a common month has another name in leap years.
    by_year: bool,
}

impl MonthIndex {
    pub(super) fn new(calendar: &dyn Backend, months: Vec<NamedMonth>) -> Self {
        let by_year = months
            .iter()
            .any(|month| month.in_leap_year && !month.code.is_leap());
        let codes = months.iter().map(|month| Some(month.code));
        let in_order = codes.eq((1..=months.len()).map(common));
        MonthIndex {
            // A month with two names stands in the list twice, which is then not in order.
            direct: has_fixed_months(calendar) && in_order,
            by_year,
            months: months.into(),
        }
    }

    pub(super) fn is_direct(&self) -> bool {
        self.direct
    }

    /// Returns whether the names depend on whether the year is a leap year.
    pub(super) fn is_by_year(&self) -> bool {
        self.by_year
    }

    /// Returns the months, in the order of their names.
    pub(in crate::text) fn months(&self) -> &[NamedMonth] {
        &self.months
    }

    /// Returns the index of a month. A month without a name for leap years has one for all years.
    pub(super) fn of(&self, code: MonthCode, in_leap_year: bool) -> Option<usize> {
        let find = |in_leap_year| {
            let month = NamedMonth { code, in_leap_year };
            self.months.iter().position(|other| *other == month)
        };
        // A leap month stands in the list as a month of leap years.
        let own = (in_leap_year || code.is_leap()).then(|| find(true));
        own.flatten().or_else(|| find(false))
    }
}

fn common(number: usize) -> Option<MonthCode> {
    MonthCode::common(u8::try_from(number).ok()?)
}
