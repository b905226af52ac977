//! [`Found`]: the fields that a text gives, and the date that they describe.

use super::error::{ParseTextError, ParseTextErrorKind as Kind};
use super::names::NamedMonth;
use crate::backend::derived::{
    calendar_year, era_year, extended_year, first_of_month, year_of_era,
};
use crate::backend::{DateError, MonthCode};
use crate::calendar::Calendar;
use crate::date::{Date, Fields, FieldsError, Overflow, WeekRule};
use crate::day::JulianDay;
use crate::iso::IsoDate;
use crate::weekday::Weekday;

/// The years before and after the reference year that two digits can mean: as in ICU.
const WINDOW: (i64, i64) = (80, 19);

/// The same for the name of a year in a cycle of 60.
const CYCLE_WINDOW: i64 = 40;
const CYCLE: i64 = 60;

/// No place in a list of eras: a date before all of them has its extended year.
const NO_ERA: usize = usize::MAX;

/// A value, and the place in the text where it was read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<V> {
    pub(super) at: usize,
    pub(super) value: V,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Year {
    /// In the era, or by the calendar's count if it has no eras.
    OfEra(i64),
    /// The last two digits of a year in the era.
    TwoDigits(i64),
    /// By the calendar's count, without eras.
    Calendar(i64),
    CalendarTwoDigits(i64),
    Extended(i64),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Month {
    /// The number of the month's code, where leap months are marked; else the place in the year.
    Number {
        number: u8,
        is_leap: bool,
    },
    Named(NamedMonth),
}

/// The fields that a text gives.
#[derive(Default, Debug)]
pub(super) struct Found {
    pub(super) era: Option<Placed<u8>>,
    pub(super) year: Option<Placed<Year>>,
    pub(super) cyclic_year: Option<Placed<u8>>,
    pub(super) related_year: Option<Placed<i64>>,
    pub(super) week_year: Option<Placed<i64>>,
    pub(super) quarter: Option<Placed<u8>>,
    pub(super) month: Option<Placed<Month>>,
    pub(super) week: Option<Placed<u16>>,
    pub(super) week_of_month: Option<Placed<u8>>,
    pub(super) day: Option<Placed<u8>>,
    pub(super) day_of_year: Option<Placed<u16>>,
    pub(super) weekday_in_month: Option<Placed<u8>>,
    pub(super) julian_day: Option<Placed<i64>>,
    /// The weekdays that the name can mean, as bits from Monday.
    pub(super) weekdays: Option<Placed<u8>>,
}

/// How fields are understood.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    /// Whether numbers of months are those of their codes.
    pub(super) marks_leap_months: bool,
    pub(super) week_rule: WeekRule,
    /// Whether the era has to be the one that the date is in.
    pub(super) checks_era: bool,
    /// Whether a month is found by its name for years of the other kind: "Adar" in a leap year.
    pub(super) takes_any_year: bool,
}

impl Found {
    /// Returns the date. `today` is the day around which two-digit years are, and `end` the place
    /// of an error about a field that is missing.
    pub(super) fn date(
        &self,
        calendar: &Calendar,
        rules: Rules,
        today: Option<JulianDay>,
        end: usize,
    ) -> Result<Date, ParseTextError> {
        let reader = |era, years| Reader {
            found: self,
            calendar,
            rules,
            today,
            end,
            era,
            years,
        };
        let given = self.era.map(|era| usize::from(era.value));
        let latest = given.unwrap_or(0);
        // In which era a year without one is, is known when the date is.
        let in_era = |year: &Placed<Year>| {
            matches!(year.value, Year::TwoDigits(_) | Year::OfEra(_)) && given.is_none()
        };
        if let Some(year) = self.year.filter(in_era) {
            let eras = calendar.eras().len();
            for era in (0..eras).chain([NO_ERA]) {
                let reader = reader(era, 0);
                if let Ok(date) = reader.read()
                    && reader.era_of(&date) == Some(era).filter(|era| *era != NO_ERA)
                {
                    return Ok(date);
                }
            }
            if rules.checks_era {
                let latest = reader(latest, 0).read();
                return latest.and(Err(Kind::Contradiction.at(year.at)));
            }
        }
        let read = reader(latest, 0).read();
        // The first and the last days of a year can be in a week of another year.
        let is_week_year = self.week_year.is_some() && self.month.is_some();
        if is_week_year && read.is_err() && self.has_no_other_year() {
            let other = [-1, 1].map(|years| reader(latest, years).read());
            return other.into_iter().find(Result::is_ok).unwrap_or(read);
        }
        read
    }

    fn has_no_other_year(&self) -> bool {
        self.year.is_none() && self.related_year.is_none() && self.cyclic_year.is_none()
    }
}

struct Reader<'r> {
    found: &'r Found,
    calendar: &'r Calendar,
    rules: Rules,
    today: Option<JulianDay>,
    end: usize,
    /// The era of the year, as its place in the calendar's list.
    era: usize,
    /// How far the year is from that of the week.
    years: i64,
}

impl Reader<'_> {
    fn read(&self) -> Result<Date, ParseTextError> {
        let date = self.date()?;
        self.check(&date)?;
        Ok(date)
    }

    fn date(&self) -> Result<Date, ParseTextError> {
        let found = self.found;
        if let Some(day) = found.julian_day {
            let date = Date::from_julian_day(self.calendar, JulianDay::new(day.value));
            return date.map_err(|error| Kind::Date(error).at(day.at));
        }
        let has_year =
            found.year.is_some() || found.related_year.is_some() || found.cyclic_year.is_some();
        if let (Some(week), Some(year), true) = (
            found.week,
            found.week_year,
            found.month.is_none() && !has_year,
        ) {
            return self.of_week(week, year);
        }
        let (at, year) = self.year()?;
        if let Some(day) = found.day_of_year.filter(|_| found.day.is_none()) {
            return self.of_day_in_year(at, year, day);
        }
        let month = found.month.ok_or(Kind::NoMonth.at(self.end))?;
        let day = found.day.ok_or(Kind::NoDay.at(self.end))?;
        let fields = Fields::new().extended_year(year).day(day.value);
        let fields = match month.value {
            Month::Named(named) => fields.month_code(named.code),
            Month::Number { number, is_leap } if self.rules.marks_leap_months => {
                let code = match is_leap {
                    true => MonthCode::leap(number),
                    false => MonthCode::common(number),
                };
                fields.month_code(code.ok_or(Kind::NumberRange.at(month.at))?)
            }
            Month::Number { number, .. } => fields.month(number),
        };
        let date = Date::from_fields(self.calendar, fields, Overflow::Reject);
        date.map_err(|error| match error {
            FieldsError::Date(error) => {
                let at = match error {
                    DateError::Month { .. } | DateError::MonthCode { .. } => month.at,
                    DateError::Day { .. } | DateError::DayGap { .. } => day.at,
                    _ => at,
                };
                Kind::Date(error).at(at)
            }
            // The fields are a year, a month and a day, so no other error is left.
            _ => Kind::NoYear.at(at),
        })
    }

    /// Returns the date of a weekday in a week. Without a weekday, it is the week's first day.
    fn of_week(&self, week: Placed<u16>, year: Placed<i64>) -> Result<Date, ParseTextError> {
        let at = |error| Kind::Date(error).at(week.at);
        let number = calendar_year(self.calendar.front(), i128::from(year.value)).map_err(at)?;
        let weekday = match self.found.weekdays {
            None => self.rules.week_rule.first(),
            Some(days) => Weekday::ALL
                .into_iter()
                .find(|day| days.value & weekday_bit(*day) != 0)
                .ok_or(Kind::Weekday.at(days.at))?,
        };
        let rule = self.rules.week_rule;
        Date::from_week(self.calendar, number, week.value, weekday, rule).map_err(at)
    }

    fn of_day_in_year(
        &self,
        at: usize,
        year: i64,
        day: Placed<u16>,
    ) -> Result<Date, ParseTextError> {
        let first = Fields::new().extended_year(year).month(1).day(1);
        let first = Date::from_fields(self.calendar, first, Overflow::Constrain);
        let first = first.map_err(|error| match error {
            FieldsError::Date(error) => Kind::Date(error).at(at),
            _ => Kind::NoYear.at(at),
        })?;
        let to = i64::from(day.value).saturating_sub(1);
        let julian_day = first.julian_day().checked_add(to);
        let julian_day = julian_day.ok_or(Kind::NumberRange.at(day.at))?;
        let date = Date::from_julian_day(self.calendar, julian_day);
        let date = date.map_err(|error| Kind::Date(error).at(day.at))?;
        if date.year() != first.year() || day.value == 0 {
            return Err(Kind::NumberRange.at(day.at));
        }
        Ok(date)
    }

    /// Returns the extended year, and where it was read.
    fn year(&self) -> Result<(usize, i64), ParseTextError> {
        let found = self.found;
        if let Some(year) = found.year {
            let extended = self.extended(year)?;
            return Ok((year.at, extended));
        }
        if let Some(related) = found.related_year {
            let year = self.year_of_related(related.value);
            return Ok((related.at, year.ok_or(Kind::NumberRange.at(related.at))?));
        }
        if let Some(cyclic) = found.cyclic_year {
            let first = self.reference_year(cyclic.at)?.saturating_sub(CYCLE_WINDOW);
            // 1984, and so the year 4, is the first year of a cycle.
            let wanted = i64::from(cyclic.value).saturating_add(3);
            let ahead = wanted.saturating_sub(first).rem_euclid(CYCLE);
            let year = self.year_of_related(first.saturating_add(ahead));
            return Ok((cyclic.at, year.ok_or(Kind::NumberRange.at(cyclic.at))?));
        }
        if let Some(year) = found.week_year {
            return Ok((year.at, year.value.saturating_add(self.years)));
        }
        Err(Kind::NoYear.at(self.end))
    }

    fn extended(&self, year: Placed<Year>) -> Result<i64, ParseTextError> {
        let error = |error| Kind::Date(error).at(year.at);
        match year.value {
            Year::Extended(number) => Ok(number),
            Year::OfEra(number) => self.of_era(number, year.at),
            Year::TwoDigits(last) => {
                let near = self.of_era(last, year.at)?;
                self.in_window(near, year.at)
            }
            Year::Calendar(number) => {
                let number = i32::try_from(number).map_err(|_| Kind::NumberRange.at(year.at))?;
                if number == 0 && !self.calendar.has_year_zero() {
                    return Err(error(DateError::YearZero));
                }
                Ok(extended_year(self.calendar.front(), number))
            }
            Year::CalendarTwoDigits(last) => self.in_window(last, year.at),
        }
    }

    /// Returns the extended year of a year in the era.
    fn of_era(&self, number: i64, at: usize) -> Result<i64, ParseTextError> {
        let eras = self.calendar.eras();
        let Some(era) = eras.get(self.era) else {
            return Ok(number);
        };
        let number = i32::try_from(number).map_err(|_| Kind::NumberRange.at(at))?;
        let backend = self.calendar.front();
        match year_of_era(backend, era.code(), number) {
            Ok(Some(year)) => Ok(extended_year(backend, year)),
            Err(error) => Err(Kind::Date(error).at(at)),
            // The era is one of the calendar's.
            Ok(None) => Ok(i64::from(number)),
        }
    }

    /// Returns the year around today that differs from this one by whole centuries.
    fn in_window(&self, year: i64, at: usize) -> Result<i64, ParseTextError> {
        let (before, after) = WINDOW;
        let first = self.reference_year(at)?.saturating_sub(before);
        debug_assert_eq!(before.saturating_add(after), 99);
        Ok(first.saturating_add(year.saturating_sub(first).rem_euclid(100)))
    }

    /// Returns today's extended year. A calendar that has no date for today is taken to be at its
    /// year 0: there is no window then that would be better than another.
    fn reference_year(&self, at: usize) -> Result<i64, ParseTextError> {
        let today = self.today.or_else(today).ok_or(Kind::NoYear.at(at))?;
        let date = self.calendar.date(today);
        Ok(date.map_or(0, |date| extended_year(self.calendar.front(), date.year)))
    }

    /// Returns the extended year whose first day is in this Gregorian year. Of two, the later one;
    /// if there is none, the year before, which [`check_years`](Self::check_years) rejects.
    fn year_of_related(&self, related: i64) -> Option<i64> {
        let last = IsoDate {
            year: related,
            month: 12,
            day: 31,
        };
        let date = self.calendar.date(last.julian_day()?).ok()?;
        Some(extended_year(self.calendar.front(), date.year))
    }

    fn related_year(&self, year: i32) -> Option<i64> {
        let (_, first) = first_of_month(self.calendar.front(), year, 1).ok()?;
        Some(IsoDate::of(first).year)
    }

    /// Checks the fields that did not make the date.
    fn check(&self, date: &Date) -> Result<(), ParseTextError> {
        let found = self.found;
        let wrong = |at| Err(Kind::Contradiction.at(at));
        if let Some(days) = found.weekdays
            && days.value & weekday_bit(date.weekday()) == 0
        {
            return wrong(days.at);
        }
        if let Some(era) = found.era.filter(|_| self.rules.checks_era)
            && self.era_of(date) != Some(usize::from(era.value))
        {
            return wrong(era.at);
        }
        if let Some(Placed {
            at,
            value: Month::Named(named),
        }) = found.month
        {
            let fits = match self.calendar.is_leap_year(date.year()) {
                true => named.in_leap_years,
                false => named.in_common_years,
            };
            if date.month_code() != Ok(named.code) || !(fits || self.rules.takes_any_year) {
                return Err(Kind::Month.at(at));
            }
        }
        if let Some(day) = found.day.filter(|day| day.value != date.day()) {
            return wrong(day.at);
        }
        self.check_years(date)?;
        self.check_parts(date)
    }

    fn check_years(&self, date: &Date) -> Result<(), ParseTextError> {
        let found = self.found;
        let wrong = |at| Err(Kind::Contradiction.at(at));
        if let Some(year) = found.year
            && self.extended(year)? != date.extended_year()
        {
            return wrong(year.at);
        }
        // It takes a conversion.
        let is_asked = found.related_year.is_some() || found.cyclic_year.is_some();
        let own = is_asked.then(|| self.related_year(date.year())).flatten();
        if let Some(related) = found.related_year
            && own != Some(related.value)
        {
            return wrong(related.at);
        }
        if let Some(cyclic) = found.cyclic_year {
            let number = own.map(|year| year.saturating_sub(4).rem_euclid(CYCLE));
            if number.map(|number| number.saturating_add(1)) != Some(i64::from(cyclic.value)) {
                return wrong(cyclic.at);
            }
        }
        Ok(())
    }

    fn check_parts(&self, date: &Date) -> Result<(), ParseTextError> {
        let found = self.found;
        let wrong = |at| Err(Kind::Contradiction.at(at));
        if let Some(quarter) = found
            .quarter
            .filter(|other| self.quarter(date) != other.value)
        {
            return wrong(quarter.at);
        }
        if let Some(day) = found.day_of_year
            && date.day_of_year() != Ok(day.value)
        {
            return wrong(day.at);
        }
        let week = found.week.is_some() || found.week_year.is_some();
        if let Some(own) = week.then(|| date.week(self.rules.week_rule)) {
            let own = own.map_err(|error| Kind::Date(error).at(self.end))?;
            let year = extended_year(self.calendar.front(), own.year);
            if let Some(week) = found.week.filter(|week| week.value != own.week) {
                return wrong(week.at);
            }
            if let Some(week_year) = found.week_year.filter(|other| other.value != year) {
                return wrong(week_year.at);
            }
        }
        if let Some(week) = found.week_of_month
            && date.week_of_month(self.rules.week_rule) != Ok(week.value)
        {
            return wrong(week.at);
        }
        let nth = date.day().saturating_add(6) / 7;
        if let Some(number) = found.weekday_in_month.filter(|number| number.value != nth) {
            return wrong(number.at);
        }
        Ok(())
    }

    fn era_of(&self, date: &Date) -> Option<usize> {
        let year = era_year(self.calendar.front(), date.year_month_day()).ok()??;
        let mut eras = self.calendar.eras().iter();
        eras.position(|era| era.code() == year.era)
    }

    /// Returns the quarter as formatters write it: the last one has the months that are left over.
    fn quarter(&self, date: &Date) -> u8 {
        let in_quarter = (self.calendar.maximum_months_in_year() / 4).max(1);
        let before = date.month().saturating_sub(1).checked_div(in_quarter);
        before.unwrap_or(0).min(3).saturating_add(1)
    }
}

pub(super) fn weekday_bit(weekday: Weekday) -> u8 {
    1_u8.wrapping_shl(u32::from(weekday.number()))
}

/// Returns the present day in UTC. `None` where the standard library has no clock, and would panic.
fn today() -> Option<JulianDay> {
    let has_clock = cfg!(not(all(target_family = "wasm", target_os = "unknown")));
    has_clock.then(|| JulianDay::from(std::time::SystemTime::now()))
}
