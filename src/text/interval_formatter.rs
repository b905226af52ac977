//! [`IntervalFormatter`]: writes two dates as one text.

use super::compiled::Compiled;
use super::formatter::Shape;
use super::interval::{Difference, Halves, IntervalPatterns, whole_dates};
use super::pattern::Pattern;
use super::resolved::Resolved;
use super::skeleton::{self, Skeleton};
use super::symbols::{LocalePattern, Symbols};
use super::{FormatError, FormatterError, Locale};
use crate::backend::DateError;
use crate::calendar::Calendar;
use crate::date::Date;
use crate::day::{JulianDay, YearMonthDay};

/// Writes two dates as one text, without what they share: `22 – 25 November 2026`.
///
/// ```
/// use calendar_registry::{Calendar, Date, Locale, Style, YearMonthDay, calendars};
///
/// let calendar = Calendar::from(calendars::Gregorian);
/// let day = |month, day| Date::new(&calendar, YearMonthDay::new(2026, month, day));
/// # #[cfg(feature = "cldr")] {
/// let formatter = calendar.interval_formatter(Locale::new("en-GB")?, Style::Long)?;
/// assert_eq!(formatter.format(&day(11, 22)?, &day(11, 25)?)?, "22\u{2009}–\u{2009}25 November 2026");
/// assert_eq!(formatter.format(&day(11, 22)?, &day(12, 25)?)?, "22 November\u{2009}–\u{2009}25 December 2026");
/// assert_eq!(formatter.format(&day(11, 22)?, &day(11, 22)?)?, "22 November 2026");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct IntervalFormatter<'c> {
    calendar: &'c Calendar,
    single: Compiled,
    /// For dates that share no field, or where the locale has no pattern for what they share.
    whole: Pair,
    /// By the greatest difference; `None` for a pattern that both dates are written by.
    pairs: [Option<Pair>; Difference::ALL.len()],
}

/// What writes the first date, and what writes the second one.
type Pair = (Compiled, Compiled);

impl Calendar {
    /// Returns a formatter for pairs of dates of this calendar. Each call compiles one; keep it to
    /// write many pairs.
    ///
    /// # Errors
    /// [`FormatterError`] if a pattern or the calendar's names are too long.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Date, JulianDay, Length, Locale, Skeleton, calendars};
    /// let calendar = Calendar::from(calendars::Gregorian);
    /// # #[cfg(feature = "cldr")] {
    /// let formatter = calendar.interval_formatter(Locale::new("de")?, Skeleton::md(Length::Medium))?;
    /// let first = Date::from_julian_day(&calendar, JulianDay::new(2_461_367))?;
    /// let last = Date::from_julian_day(&calendar, JulianDay::new(2_461_370))?;
    /// assert_eq!(formatter.format(&first, &last)?, "22.–25. Nov.");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn interval_formatter(
        &self,
        locale: Locale,
        shape: impl Into<Shape>,
    ) -> Result<IntervalFormatter<'_>, FormatterError> {
        let symbols = Resolved::new(self.fronted().formats().text(), self.front(), &locale);
        let (single, skeleton) = match shape.into() {
            Shape::Style(style) => {
                let single = symbols.style(style);
                let skeleton = Skeleton::of_pattern(&single.pattern);
                (single, skeleton)
            }
            Shape::Skeleton(skeleton) => (skeleton::resolve(&skeleton, &symbols), Some(skeleton)),
            Shape::Pattern(pattern) => {
                let single = LocalePattern {
                    pattern: pattern.to_string().into(),
                    numbers: "".into(),
                };
                (single, None)
            }
        };
        let compile = |pattern: &LocalePattern<'_>| {
            let read = Pattern::uts35(&pattern.pattern)?;
            Compiled::new(&read, &pattern.numbers, &symbols, self)
        };
        let fallback = whole_dates(&single, &symbols.interval_fallback());
        debug_assert!(
            fallback.is_some(),
            "every fallback of CLDR names both dates"
        );
        let (first, second) = fallback.unwrap_or_else(|| (single.clone(), single.clone()));
        let whole = (compile(&first)?, compile(&second)?);
        let patterns = skeleton.map(|skeleton| IntervalPatterns::new(&skeleton, &symbols));
        let pair = |halves: &Halves| {
            let half = |text: &str| Compiled::new(&Pattern::uts35(text)?, "", &symbols, self);
            Ok::<Pair, FormatterError>((half(&halves.first)?, half(&halves.second)?))
        };
        let mut pairs = [const { None }; Difference::ALL.len()];
        for (to, difference) in pairs.iter_mut().zip(Difference::ALL) {
            let halves = patterns
                .as_ref()
                .and_then(|patterns| patterns.get(difference));
            *to = halves.map(pair).transpose()?;
        }
        Ok(IntervalFormatter {
            calendar: self,
            single: compile(&single)?,
            whole,
            pairs,
        })
    }
}

impl IntervalFormatter<'_> {
    /// Returns two dates as one text, the first one first whatever their order is. Dates of one day
    /// are written once. Dates in other calendars are converted.
    ///
    /// # Errors
    /// [`FormatError::Date`] if the calendar does not have one of the days.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Date, JulianDay, Locale, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Gregorian);
    /// # let day = Date::from_julian_day(&calendar, JulianDay::new(2_461_367))?;
    /// let formatter = calendar.interval_formatter(Locale::default(), Style::Short)?;
    /// assert_eq!(formatter.format(&day, &day)?, "2026-11-22");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn format(&self, from: &Date, to: &Date) -> Result<String, FormatError> {
        let mut text = String::new();
        self.append(from, to, &mut text)?;
        Ok(text)
    }

    /// Appends two dates to a string, as [`format`](Self::format) writes them. On an error the
    /// string is unchanged.
    ///
    /// # Errors
    /// As for [`format`](Self::format).
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Date, JulianDay, Locale, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Gregorian);
    /// # let day = Date::from_julian_day(&calendar, JulianDay::new(2_461_367))?;
    /// let mut text = String::from("on ");
    /// calendar.interval_formatter(Locale::default(), Style::Short)?.append(&day, &day, &mut text)?;
    /// assert_eq!(text, "on 2026-11-22");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn append(&self, from: &Date, to: &Date, text: &mut String) -> Result<(), FormatError> {
        let (from, to) = (self.of(from)?, self.of(to)?);
        let length = text.len();
        let written = match self.difference(from.1, to.1)? {
            None => self.single.append(self.calendar, from.0, from.1, text),
            Some(difference) => {
                let mut pairs = self.pairs.iter().zip(Difference::ALL);
                let pair =
                    pairs.find_map(|(pair, own)| pair.as_ref().filter(|_| own == difference));
                match pair {
                    Some(pair) => self.append_pair(pair, from, to, text),
                    None => self.append_whole(from, to, text),
                }
            }
        };
        if written.is_err() {
            text.truncate(length);
        }
        written
    }

    fn append_pair(
        &self,
        (first, second): &Pair,
        from: (JulianDay, YearMonthDay),
        to: (JulianDay, YearMonthDay),
        text: &mut String,
    ) -> Result<(), FormatError> {
        first.append(self.calendar, from.0, from.1, text)?;
        second.append(self.calendar, to.0, to.1, text)
    }

    /// Appends both dates. Two days of a month are one text if the pattern has no day.
    fn append_whole(
        &self,
        from: (JulianDay, YearMonthDay),
        to: (JulianDay, YearMonthDay),
        text: &mut String,
    ) -> Result<(), FormatError> {
        let [mut first, mut second] = [String::new(), String::new()];
        self.single
            .append(self.calendar, from.0, from.1, &mut first)?;
        self.single.append(self.calendar, to.0, to.1, &mut second)?;
        if first == second {
            text.push_str(&first);
            return Ok(());
        }
        self.append_pair(&self.whole, from, to, text)
    }

    fn of(&self, date: &Date) -> Result<(JulianDay, YearMonthDay), DateError> {
        let day = date.julian_day();
        if date.calendar() == self.calendar {
            return Ok((day, date.year_month_day()));
        }
        Ok((day, self.calendar.date(day)?))
    }

    /// Returns the greatest field in which two dates differ.
    fn difference(
        &self,
        from: YearMonthDay,
        to: YearMonthDay,
    ) -> Result<Option<Difference>, DateError> {
        let era = |date| {
            let year = self.calendar.era_year(date)?;
            Ok::<_, DateError>(year.map(|year| year.era.into_owned()))
        };
        if from == to {
            return Ok(None);
        }
        if era(from)? != era(to)? {
            return Ok(Some(Difference::Era));
        }
        Ok(Some(if from.year != to.year {
            Difference::Year
        } else if from.month != to.month {
            Difference::Month
        } else {
            Difference::Day
        }))
    }
}

#[cfg(test)]
#[cfg(feature = "cldr")]
mod tests;
