//! [`Resolved`]: the names of one calendar in one locale, after all fallbacks.

use core::cell::Cell;
use std::borrow::Cow;

use super::calendar_text::{CalendarText, Item, Names};
use super::check::common_months;
use super::cldr::{MonthNames, Row, Tables};
use super::symbols::{Digits, LocalePattern, NamedMonth, Symbols};
use super::{Cldr, Context, Locale, Style, Width};
use crate::backend::derived::allows_code;
use crate::backend::{Backend, MonthCode};
use crate::date::WeekRule;
use crate::weekday::Weekday;

/// The place of the number in the pattern of numbered months, and of the month in a leap pattern.
const PLACEHOLDER: &str = "{0}";

/// The number of common and leap months together, in most calendars that have leap months.
const USUAL_MONTHS: usize = 24;

/// The number of years in a cycle.
const CYCLE: usize = 60;

/// ASCII digits, where CLDR is not compiled in.
const ASCII: Digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// What a calendar and CLDR say in one locale. See [`CalendarText`] for the order.
pub(crate) struct Resolved<'a> {
    backend: &'a dyn Backend,
    locale: &'a Locale,
    tables: &'static Tables,
    /// The own names of the locale and of its parents, the nearest first.
    own: Vec<&'a Names>,
    /// The own names for all other locales.
    otherwise: Option<&'a Names>,
    like: Option<Cldr>,
    /// The calendar whose patterns are used where the calendar has none.
    patterns: Cldr,
    /// The names of months that were asked for last. Finding the list takes longer than a name in it.
    month_names: Cell<Option<(Width, Context, MonthNames)>>,
}

impl<'a> Resolved<'a> {
    pub(crate) fn new(
        text: &'a CalendarText,
        backend: &'a dyn Backend,
        locale: &'a Locale,
    ) -> Self {
        // CLDR's generic patterns, with an era, are what Coptic has in nearly every locale.
        let general = match backend.eras().is_empty() {
            true => Cldr::Gregorian,
            false => Cldr::Coptic,
        };
        let tables = Tables::compiled();
        Resolved {
            backend,
            locale,
            tables,
            own: own_names(text, locale, tables),
            otherwise: text.otherwise.as_deref().and_then(|tag| text.of(tag)),
            like: text.like,
            patterns: text.like.unwrap_or(general),
            month_names: Cell::new(None),
        }
    }

    fn row(&self) -> Row {
        self.locale.row()
    }

    /// Looks a name up in the calendar's own names, then in CLDR, then in the own names for all
    /// other locales.
    fn name<'s>(
        &'s self,
        own: impl Fn(&'s Names) -> Option<Cow<'s, str>>,
        like: impl FnOnce(&'static Tables, Cldr) -> Option<Cow<'static, str>>,
    ) -> Option<Cow<'s, str>> {
        let found = self.own.iter().find_map(|names| own(names));
        let found = found.or_else(|| like(self.tables, self.like?).filter(|name| !name.is_empty()));
        found.or_else(|| own(self.otherwise?))
    }

    fn month_names(&self, like: Cldr, width: Width, context: Context) -> MonthNames {
        match self.month_names.get() {
            Some((own, other, names)) if (own, other) == (width, context) => names,
            _ => {
                let names = self.tables.month_names(self.row(), like, width, context);
                self.month_names.set(Some((width, context, names)));
                names
            }
        }
    }

    /// Returns a month's own name: by itself, as a leap month of a named one, or by its number.
    fn own_month<'s>(
        &'s self,
        names: &'s Names,
        month: NamedMonth,
        width: Width,
        context: Context,
    ) -> Option<Cow<'s, str>> {
        if let Some(name) = names.month_name(month, width, context) {
            return Some(Cow::Borrowed(name));
        }
        if let Some(pattern) = names.get(Item::NumberedMonth, width, context) {
            let number = self.number(month.code);
            return Some(Cow::Owned(pattern.replace(PLACEHOLDER, &number)));
        }
        let common = month
            .code
            .is_leap()
            .then(|| MonthCode::common(month.code.number()))??;
        let common = NamedMonth {
            code: common,
            in_leap_year: month.in_leap_year,
        };
        let common = names.month_name(common, width, context)?;
        let (before, after) = self.leap_mark();
        Some(Cow::Owned(format!("{before}{common}{after}")))
    }

    /// Returns whether a common month may have another name in leap years. Of CLDR's calendars, only
    /// Hebrew has such a month: Adar is Adar II.
    fn is_renamed_in_leap_years(&self, code: MonthCode) -> bool {
        let adar = matches!(self.like, Some(Cldr::Hebrew)) && code.number() == 6;
        let mut own = self.own.iter().copied().chain(self.otherwise);
        adar || own.any(|names| names.has_name_in_leap_years(code.number()))
    }

    /// Returns the number of a month in the locale's digits, with the mark of a leap month.
    fn number(&self, code: MonthCode) -> String {
        let digits = self.digits();
        let number = code.number().to_string();
        let number = number.bytes().filter_map(|byte| {
            let digit = usize::from(byte.wrapping_sub(b'0'));
            digits.get(digit).copied()
        });
        if !code.is_leap() {
            return number.collect();
        }
        let (before, after) = self.leap_mark();
        before.chars().chain(number).chain(after.chars()).collect()
    }

    /// Returns what marks a leap month, before and after it.
    fn leap_mark(&self) -> (Cow<'static, str>, Cow<'static, str>) {
        let like = self.like.unwrap_or(Cldr::Chinese);
        let (before, after) = match self.tables.numeric_leap_month(self.row(), like) {
            // Without marks, the number of a month is its place in the year, as CLDR has it for
            // Hebrew. A calendar that is like none of CLDR's has numbers by the code.
            ("", "") if self.like.is_none() => ("", "bis"),
            marks => marks,
        };
        (Cow::Borrowed(before), Cow::Borrowed(after))
    }

    /// Returns what CLDR calls something that all calendars have, in the calendar that this one is
    /// like.
    fn common_name(
        &self,
        item: Item,
        width: Width,
        context: Context,
        like: impl FnOnce(&'static Tables, Cldr) -> &'static str,
    ) -> Option<Cow<'_, str>> {
        let own = self.own.iter();
        let own = own
            .filter_map(|names| names.get(item, width, context))
            .next();
        if let Some(name) = own {
            return Some(Cow::Borrowed(name));
        }
        let calendar = self.like.unwrap_or(Cldr::Gregorian);
        let name = Some(like(self.tables, calendar)).filter(|name| !name.is_empty());
        let otherwise = || self.otherwise?.get(item, width, context);
        name.or_else(otherwise).map(Cow::Borrowed)
    }

    /// Returns what the calendar is called in the locale. A calendar that is only like one of CLDR
    /// is another one: Julian dates look as Gregorian ones, but they are not called so.
    pub(crate) fn calendar_name(&self) -> Option<Cow<'_, str>> {
        let id = self.backend.unicode_id();
        self.name(
            |names| names.own_calendar_name().map(Cow::Borrowed),
            |tables, like| {
                let name = tables.calendar_name(self.row(), like);
                let is_same = id.is_some_and(|id| id.eq_ignore_ascii_case(like.unicode_id()));
                name.filter(|_| is_same).map(Cow::Borrowed)
            },
        )
    }
}

/// Returns the own names of a locale and of its parents. Own names come before those of a parent.
fn own_names<'a>(
    text: &'a CalendarText,
    locale: &Locale,
    tables: &'static Tables,
) -> Vec<&'a Names> {
    if text.locales.is_empty() {
        return Vec::new();
    }
    let tag = locale.to_string();
    let tag = tag.split_once("-u-").map_or(tag.as_str(), |(tag, _)| tag);
    let mut found: Vec<&Names> = text.of(tag).into_iter().collect();
    let mut push = |tag: &str| {
        if let Some(names) = text.of(tag)
            && !found.iter().any(|own| core::ptr::eq(*own, names))
        {
            found.push(names);
        }
    };
    let mut row = Some(locale.row());
    while let Some(own) = row {
        push(tables.tag(own));
        row = tables.parent(own);
    }
    // A language that CLDR does not have, or no CLDR at all. A name is not taken from another script.
    let names_script = tag.split('-').skip(1).any(|part| part.len() == 4);
    if locale.row() == tables.root() && !names_script {
        push(locale.language());
    }
    found
}

impl Symbols for Resolved<'_> {
    fn months(&self) -> Vec<NamedMonth> {
        let properties = self.backend.properties();
        let numbers = || 1..=common_months(&properties);
        let common = || numbers().filter_map(MonthCode::common);
        let renamed = common().filter(|code| self.is_renamed_in_leap_years(*code));
        let leap = numbers().filter_map(MonthCode::leap);
        let leap = leap.filter(|code| allows_code(&properties, *code));
        let in_leap_year = |in_leap_year| move |code| NamedMonth { code, in_leap_year };
        let mut months = Vec::with_capacity(USUAL_MONTHS);
        months.extend(common().map(in_leap_year(false)));
        months.extend(renamed.chain(leap).map(in_leap_year(true)));
        months
    }

    fn month(&self, month: NamedMonth, width: Width, context: Context) -> Cow<'_, str> {
        let found = self.name(
            |names| self.own_month(names, month, width, context),
            |tables, like| tables.name_of(self.month_names(like, width, context), month),
        );
        found.unwrap_or_else(|| Cow::Owned(month.code.to_string()))
    }

    fn numeric_leap_month(&self) -> (Cow<'_, str>, Cow<'_, str>) {
        self.leap_mark()
    }

    fn weekday(&self, weekday: Weekday, width: Width, context: Context) -> Cow<'_, str> {
        let found = self.common_name(Item::Weekday(weekday), width, context, |tables, like| {
            tables.weekday(self.row(), like, weekday, width, context)
        });
        found.unwrap_or_else(|| {
            // CLDR's root.
            let name = weekday.to_string();
            Cow::Owned(name.chars().take(3).collect())
        })
    }

    fn quarter(&self, quarter: u8, width: Width, context: Context) -> Cow<'_, str> {
        let found = self.common_name(Item::Quarter(quarter), width, context, |tables, like| {
            tables.quarter(self.row(), like, quarter, width, context)
        });
        found.unwrap_or_else(|| Cow::Owned(format!("Q{quarter}")))
    }

    fn era_count(&self) -> usize {
        self.backend.eras().len()
    }

    fn era(&self, index: usize, width: Width) -> Cow<'_, str> {
        let Some(era) = self.backend.eras().get(index) else {
            return Cow::Borrowed("");
        };
        let found = self.name(
            |names| names.era(era.code(), width).map(Cow::Borrowed),
            |tables, like| {
                let name = tables.era(self.row(), like, era.code(), width);
                name.map(Cow::Borrowed)
            },
        );
        found.unwrap_or_else(|| Cow::Borrowed(era.code()))
    }

    fn cyclic_year(&self, number: u8) -> Option<Cow<'_, str>> {
        let name = self.tables.cyclic_year(self.row(), self.like?, number)?;
        Some(Cow::Borrowed(name))
    }

    /// In one pass over the list, because its texts are found one after another.
    fn cyclic_years(&self) -> Vec<Cow<'_, str>> {
        let names = self.like.into_iter();
        let mut names = names.flat_map(|like| self.tables.cyclic_years(self.row(), like));
        let Some(first) = names.next() else {
            return Vec::new();
        };
        let mut years = Vec::with_capacity(CYCLE);
        years.push(Cow::Borrowed(first));
        years.extend(names.map(Cow::Borrowed));
        years
    }

    fn digits(&self) -> Digits {
        let digits = self.tables.digits(self.locale.digits());
        digits.unwrap_or(ASCII)
    }

    fn minus(&self) -> &str {
        match self.tables.minus(self.row(), self.locale.digits()) {
            "" => "-",
            minus => minus,
        }
    }

    fn style(&self, style: Style) -> LocalePattern<'_> {
        let own = self.own.iter().find_map(|names| names.style_pattern(style));
        let plain = |pattern| LocalePattern {
            pattern: Cow::Borrowed(pattern),
            numbers: Cow::Borrowed(""),
        };
        if let Some(pattern) = own {
            return plain(pattern);
        }
        let otherwise = self.otherwise.and_then(|names| names.style_pattern(style));
        if let (None, Some(pattern)) = (self.like, otherwise) {
            return plain(pattern);
        }
        let found = self.tables.style(self.row(), self.patterns, style);
        if found.pattern.is_empty() {
            return plain(root_pattern(style, !self.backend.eras().is_empty()));
        }
        found
    }

    fn available_formats(&self) -> Vec<(Cow<'_, str>, LocalePattern<'_>)> {
        let formats = self.tables.available_formats(self.row(), self.patterns);
        formats
            .map(|(skeleton, pattern)| (Cow::Borrowed(skeleton), pattern))
            .collect()
    }

    fn interval_formats(&self) -> Vec<(Cow<'_, str>, char, Cow<'_, str>)> {
        let formats = self.tables.interval_formats(self.row(), self.patterns);
        formats
            .map(|(skeleton, field, pattern)| {
                (Cow::Borrowed(skeleton), field, Cow::Borrowed(pattern))
            })
            .collect()
    }

    fn interval_fallback(&self) -> Cow<'_, str> {
        Cow::Borrowed(
            match self.tables.interval_fallback(self.row(), self.patterns) {
                "" => "{0} – {1}",
                fallback => fallback,
            },
        )
    }

    fn week_rule(&self) -> WeekRule {
        self.locale.week_rule()
    }
}

/// Returns the pattern of CLDR's root, where CLDR is not compiled in.
fn root_pattern(style: Style, has_eras: bool) -> &'static str {
    match (style, has_eras) {
        (Style::Full, false) => "y MMMM d, EEEE",
        (Style::Long, false) => "y MMMM d",
        (Style::Medium, false) => "y MMM d",
        (Style::Short, false) => "y-MM-dd",
        (Style::Full, true) => "G y MMMM d, EEEE",
        (Style::Long, true) => "G y MMMM d",
        (Style::Medium, true) => "G y MMM d",
        (Style::Short, true) => "GGGGG y-MM-dd",
    }
}
