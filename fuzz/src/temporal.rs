//! A slow model of date arithmetic: the steps of Temporal's `NonISODateAdd`, `NonISODateUntil` and
//! `NonISOResolveFields`. Each year has a list of its months, and `until` tries the candidates one by
//! one. Functions return `None` where that would take too long.

use std::cmp::Ordering;

use calendar_registry::{
    Backend, BackendExt, Calendar, Date, DateSpan, Fields, JulianDay, MonthCode, Overflow, Unit,
    YearMonthDay,
};

/// A year with the codes of its months. Rows count years without a gap: row 0 is the year before 1.
struct Year<'c> {
    calendar: &'c dyn Backend,
    row: i64,
    codes: Vec<MonthCode>,
}

impl<'c> Year<'c> {
    fn new(calendar: &'c dyn Backend, row: i64) -> Option<Self> {
        let skipped = i64::from(row < 1 && !calendar.has_year_zero());
        let year = row.checked_sub(skipped)?;
        let year = i32::try_from(year).ok()?;
        let months = calendar.months_in_year(year).ok()?;
        let leap = calendar.leap_month(year).ok()?;
        let mut number = 0;
        let codes = (1..=months).map(|ordinal| {
            if leap == Some(ordinal) {
                MonthCode::leap(number)
            } else {
                number += 1;
                MonthCode::common(number)
            }
        });
        let codes = codes.map(|code| code.expect("1 to 99 months")).collect();
        Some(Year {
            calendar,
            row,
            codes,
        })
    }

    fn of(calendar: &'c dyn Backend, date: YearMonthDay) -> Option<Self> {
        let row = i64::from(date.year) + i64::from(date.year < 0 && !calendar.has_year_zero());
        Self::new(calendar, row)
    }

    fn number(&self) -> i32 {
        let number = self.row - i64::from(self.row < 1 && !self.calendar.has_year_zero());
        i32::try_from(number).expect("it exists")
    }

    fn ordinal(&self, code: MonthCode) -> Option<usize> {
        let index = self.codes.iter().position(|other| *other == code)?;
        Some(index + 1)
    }

    /// The ordinal of a month, or of its replacement in a year without it.
    fn constrain(&self, code: MonthCode) -> usize {
        let leads = self.calendar.properties().leap_month_leads;
        let belongs_to = code.number() + u8::from(leads);
        let common = MonthCode::common(belongs_to).filter(|_| code.is_leap());
        self.ordinal(code)
            .or_else(|| self.ordinal(common?))
            .unwrap_or(self.codes.len())
    }

    fn date(&self, month: usize, day: u8) -> YearMonthDay {
        let month = u8::try_from(month).expect("a month");
        YearMonthDay::new(self.number(), month, day)
    }

    fn length(&self, month: usize) -> Option<u8> {
        let date = self.date(month, 1);
        let length = self.calendar.days_in_month(Some(date.year), date.month);
        length.ok()
    }
}

/// Moves a month number outside 1 to 13 to its year. `None` beyond the calendar's range.
fn balance(mut year: Year<'_>, mut month: i64) -> Option<(Year<'_>, usize)> {
    loop {
        let months = i64::try_from(year.codes.len()).expect("some months");
        if month < 1 {
            year = Year::new(year.calendar, year.row - 1)?;
            month += i64::try_from(year.codes.len()).expect("some months");
        } else if month > months {
            year = Year::new(year.calendar, year.row + 1)?;
            month -= months;
        } else {
            return Some((year, usize::try_from(month).expect("a month")));
        }
    }
}

/// Adds a span of at most some thousand months, by Temporal's two overflows. `None` if there is no such
/// date.
pub(crate) fn add(
    calendar: &dyn Backend,
    from: YearMonthDay,
    span: DateSpan,
    overflow: Overflow,
) -> Option<JulianDay> {
    let year = Year::of(calendar, from)?;
    let code = year.codes[usize::from(from.month) - 1];
    let year = Year::new(calendar, year.row.checked_add(span.years)?)?;
    let month = if overflow == Overflow::Constrain {
        year.constrain(code)
    } else {
        year.ordinal(code)?
    };
    let month = i64::try_from(month).ok()?.checked_add(span.months)?;
    let (year, month) = balance(year, month)?;
    let length = year.length(month)?;
    if from.day > length && overflow == Overflow::Reject {
        return None;
    }
    let reached = calendar.julian_day(year.date(month, from.day.min(length)));
    let days =
        i128::from(reached.ok()?.number()) + i128::from(span.weeks) * 7 + i128::from(span.days);
    let day = JulianDay::new(i64::try_from(days).ok()?);
    calendar.date(day).is_ok().then_some(day)
}

/// Whether adding these years and months leads beyond `to`.
fn surpasses(sign: i64, from: &Date, to: &Date, years: i64, months: i64) -> bool {
    let calendar: &dyn Backend = from.calendar().backend().as_ref();
    let beyond = |order: Ordering| order == sign.cmp(&0);
    let [start, end] = [from, to].map(|date| date.year_month_day());
    let here = Year::of(calendar, start).expect("it exists");
    let there = Year::of(calendar, end).expect("it exists");
    let code = here.codes[usize::from(start.month) - 1];
    let end_code = there.codes[usize::from(end.month) - 1];
    let row = here.row + years;
    if beyond((row, code, start.day).cmp(&(there.row, end_code, end.day))) {
        return true;
    }
    let Some(year) = Year::new(calendar, row) else {
        return true;
    };
    let month = i64::try_from(year.constrain(code)).expect("a month") + months;
    let Some((year, month)) = balance(year, month) else {
        return true;
    };
    let end_month = usize::from(end.month);
    beyond((year.row, month, start.day).cmp(&(there.row, end_month, end.day)))
}

/// The span between two dates, `None` if they are more than 30,000 days apart.
pub(crate) fn until(from: &Date, to: &Date, largest: Unit) -> Option<DateSpan> {
    let apart = to.julian_day().number() - from.julian_day().number();
    if apart.abs() > 30_000 {
        return None;
    }
    let sign = apart.signum();
    let mut span = DateSpan::new();
    if sign == 0 {
        return Some(span);
    }
    if largest == Unit::Year {
        while !surpasses(sign, from, to, span.years + sign, 0) {
            span.years += sign;
        }
    }
    if largest >= Unit::Month {
        while !surpasses(sign, from, to, span.years, span.months + sign) {
            span.months += sign;
        }
    }
    let day = add(
        from.calendar().backend().as_ref(),
        from.year_month_day(),
        span,
        Overflow::Constrain,
    );
    let day = day.expect("it is between the two dates");
    span.days = to.julian_day().number() - day.number();
    if largest == Unit::Week {
        (span.weeks, span.days) = (span.days / 7, span.days % 7);
    }
    Some(span)
}

/// The given fields of a date.
#[derive(Clone, Copy, Default)]
pub(crate) struct Parts<'c> {
    pub(crate) year: Option<i32>,
    pub(crate) era: Option<(&'c str, i32)>,
    pub(crate) month: Option<u8>,
    pub(crate) code: Option<MonthCode>,
    pub(crate) day: Option<u8>,
}

impl<'c> Parts<'c> {
    pub(crate) fn fields(&self) -> Fields<'c> {
        let mut fields = Fields::new();
        if let Some(year) = self.year {
            fields = fields.year(year);
        }
        if let Some((era, year)) = self.era {
            fields = fields.era(era, year);
        }
        if let Some(month) = self.month {
            fields = fields.month(month);
        }
        if let Some(code) = self.code {
            fields = fields.month_code(code);
        }
        match self.day {
            Some(day) => fields.day(day),
            None => fields,
        }
    }
}

/// Resolves the fields to a date.
pub(crate) fn from_fields(
    calendar: &Calendar,
    parts: Parts<'_>,
    overflow: Overflow,
) -> Option<YearMonthDay> {
    let constrain = overflow == Overflow::Constrain;
    let calendar: &dyn Backend = calendar.backend().as_ref();
    let mut number = parts.year;
    if let Some((era, year)) = parts.era {
        let meant = calendar.year_of_era(era, year).ok()??;
        if number.is_some_and(|number| number != meant) {
            return None;
        }
        number = Some(meant);
    }
    let number = number?;
    if number == 0 && !calendar.has_year_zero() {
        return None;
    }
    let year = Year::of(calendar, YearMonthDay::new(number, 1, 1))?;
    let month = match (parts.month.map(usize::from), parts.code) {
        (None, None) => return None,
        (Some(month), None) => {
            let exists = (1..=year.codes.len()).contains(&month);
            if !exists && (!constrain || month == 0) {
                return None;
            }
            month.min(year.codes.len())
        }
        (month, Some(code)) => {
            let ordinal = if constrain && exists_in_some_year(calendar, code) {
                year.constrain(code)
            } else {
                year.ordinal(code)?
            };
            if month.is_some_and(|month| month != ordinal) {
                return None;
            }
            ordinal
        }
    };
    let (day, length) = (parts.day?, year.length(month)?);
    if day == 0 || (day > length && !constrain) {
        return None;
    }
    Some(year.date(month, day.min(length)))
}

/// Whether some year has this month. The Hebrew leap month is always Adar I.
fn exists_in_some_year(calendar: &dyn Backend, code: MonthCode) -> bool {
    let moons = calendar.is_lunisolar();
    let common = if moons {
        12
    } else {
        calendar.maximum_months_in_year()
    };
    let adar = calendar.unicode_id() != Some("hebrew") || code.number() == 5;
    code.number() <= common && (!code.is_leap() || (moons && adar))
}
