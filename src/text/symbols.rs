//! [`Symbols`]: what a formatter asks for when it is compiled.

use std::borrow::Cow;

use super::{Context, Style, Width};
use crate::backend::MonthCode;
use crate::date::WeekRule;
use crate::weekday::Weekday;

/// A month as far as names distinguish months. Hebrew's `M06` is Adar, and Adar II in a leap year.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct NamedMonth {
    pub(crate) code: MonthCode,
    pub(crate) in_leap_year: bool,
}

impl NamedMonth {
    /// Returns whether leap years, or common years, have this month under this name. `months` are
    /// all months of the calendar.
    pub(crate) fn occurs(self, months: &[NamedMonth], in_leap_years: bool) -> bool {
        let is_renamed = |other: &NamedMonth| other.in_leap_year && other.code == self.code;
        match in_leap_years {
            true => self.in_leap_year || !months.iter().any(is_renamed),
            false => !self.in_leap_year,
        }
    }
}

/// The digits 0 to 9 of a decimal numbering system.
pub(crate) type Digits = [char; 10];

/// How one kind of number in a pattern is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Numbering {
    Decimal(Digits),
    /// Hebrew numerals without the thousands of a year, as CLDR's `hebr` writes them in dates.
    Hebrew,
    /// The days of a Chinese month: 初一 to 三十 (CLDR `hanidays`).
    HaniDays,
    /// Chinese digits by place: 二〇二六 (CLDR `hanidec`).
    HaniDec,
    /// Japanese years: 元 for the first year of an era, else decimal (CLDR `jpanyear`).
    JapaneseYear,
    /// Lower-case Roman numerals (CLDR `romanlow`).
    RomanLower,
}

/// A pattern of CLDR: UTS 35 letters, and which numbers are written otherwise than in the locale's
/// digits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct LocalePattern<'a> {
    pub(crate) pattern: Cow<'a, str>,
    /// CLDR's `numbers` attribute: empty, `hebr`, or by field as in `d=hanidays;y=hanidec`.
    pub(crate) numbers: Cow<'a, str>,
}

/// The names, patterns and digits of one calendar in one locale, after all fallbacks. Every name is
/// there: the last fallback is a code.
pub(crate) trait Symbols {
    /// All months that can occur, for a table of their names: the common ones first, then those of
    /// leap years, which are leap months and common months that have another name there.
    fn months(&self) -> Vec<NamedMonth>;
    fn month(&self, month: NamedMonth, width: Width, context: Context) -> Cow<'_, str>;
    /// What is written before and after the number of a leap month: `闰` and nothing, or nothing
    /// and `bis`.
    fn numeric_leap_month(&self) -> (Cow<'_, str>, Cow<'_, str>);
    fn weekday(&self, weekday: Weekday, width: Width, context: Context) -> Cow<'_, str>;
    /// `quarter` is 1 to 4.
    fn quarter(&self, quarter: u8, width: Width, context: Context) -> Cow<'_, str>;
    /// The number of eras of the calendar. Their order is that of `Backend::eras`.
    fn era_count(&self) -> usize;
    fn era(&self, index: usize, width: Width) -> Cow<'_, str>;
    /// The name of a year of the cycle, 1 to 60; `None` for a calendar without such names.
    fn cyclic_year(&self, number: u8) -> Option<Cow<'_, str>>;
    /// The names of the 60 years of the cycle; empty for a calendar without such names.
    fn cyclic_years(&self) -> Vec<Cow<'_, str>> {
        let names = (1..=60).map_while(|year| self.cyclic_year(year));
        names.collect()
    }
    /// The digits of the locale, or those that the locale's tag asks for.
    fn digits(&self) -> Digits;
    /// What stands before a negative number.
    fn minus(&self) -> &str;
    fn style(&self, style: Style) -> LocalePattern<'_>;
    /// All skeletons that CLDR has a pattern for, each with its pattern.
    fn available_formats(&self) -> Vec<(Cow<'_, str>, LocalePattern<'_>)>;
    /// CLDR's interval patterns: skeleton, the letter of the greatest field that differs, pattern.
    fn interval_formats(&self) -> Vec<(Cow<'_, str>, char, Cow<'_, str>)>;
    /// The pattern that joins two whole dates, such as `{0} – {1}`.
    fn interval_fallback(&self) -> Cow<'_, str>;
    /// How weeks are counted where the locale is used.
    fn week_rule(&self) -> WeekRule;
}
