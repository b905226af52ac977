//! [`TextError`]: what a registration checks in the text that a calendar brings.

use core::fmt;

use super::calendar_text::{CalendarText, Item, Names};
use super::{Context, Pattern, PatternError, Style, Width};
use crate::backend::Backend;

/// The longest name, in bytes.
const LONGEST: usize = 64;

/// Why the [`CalendarText`] of a calendar does not fit it.
///
/// ```
/// use calendar_registry::{
///     Backend, CalendarText, ChangeError, DateError, JulianDay, Names, Properties, Registry,
///     TextError, Width, YearMonthDay, calendars::Julian,
/// };
///
/// struct Named(Julian);
///
/// impl Backend for Named {
///     fn names(&self) -> Vec<&str> {
///         vec!["Named"]
///     }
///     fn text(&self) -> CalendarText {
///         CalendarText::codes().locale("en", Names::new().months(Width::Wide, ["Frost", "Thaw"]))
///     }
///     // …
/// #    fn properties(&self) -> Properties { self.0.properties() }
/// #    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> { self.0.julian_day(date) }
/// #    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> { self.0.date(day) }
/// #    fn is_leap_year(&self, year: i32) -> bool { self.0.is_leap_year(year) }
/// #    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> { self.0.days_in_month(year, month) }
/// }
///
/// let error = Registry::new().register(Named(Julian)).unwrap_err();
/// let ChangeError::Text { error } = error.reason else { unreachable!() };
/// assert_eq!(error, TextError::MonthCount { locale: String::from("en"), count: 2, expected: 12 });
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum TextError {
    /// There are names for more than [`CalendarText::MAX_LOCALES`] locales.
    TooManyLocales {
        /// The number of locales.
        count: usize,
    },
    /// A tag does not name a locale.
    Locale {
        /// The tag.
        tag: String,
    },
    /// The number of names is not the number of months of a common year.
    MonthCount {
        /// The locale of the names.
        locale: String,
        /// The number of names, or the number of the last month that has one.
        count: usize,
        /// The number of months of a common year.
        expected: usize,
    },
    /// The calendar has no era of this code.
    UnknownEra {
        /// The locale of the name.
        locale: String,
        /// The code.
        code: String,
    },
    /// A name is empty, has more than 64 bytes or a control character, or a pattern for numbered
    /// months has no `{0}`.
    InvalidName {
        /// The locale of the name.
        locale: String,
        /// The name, escaped and cut after 64 characters.
        name: String,
    },
    /// Two months have one name of the width [`Wide`](Width::Wide) or
    /// [`Abbreviated`](Width::Abbreviated).
    SameName {
        /// The locale of the names.
        locale: String,
        /// The name.
        name: String,
    },
    /// The pattern of a style cannot be read.
    Style {
        /// The locale of the style.
        locale: String,
        /// The style.
        style: Style,
        /// What is wrong with the pattern, and where.
        error: PatternError,
    },
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TextError::TooManyLocales { count } => write!(
                f,
                "the calendar brings names for {count} locales, and at most {} are possible",
                CalendarText::MAX_LOCALES
            ),
            TextError::Locale { tag } => {
                write!(f, "\"{}\" is not the tag of a locale", tag.escape_debug())
            }
            TextError::MonthCount {
                locale,
                count,
                expected,
            } => write!(
                f,
                "there are names for {count} months in the locale {locale}, and a common year has {expected}"
            ),
            TextError::UnknownEra { locale, code } => write!(
                f,
                "the locale {locale} names the era \"{code}\", which the calendar does not have"
            ),
            TextError::InvalidName { locale, name } => write!(
                f,
                "\"{name}\" is not a name in the locale {locale}: a name has 1 to {LONGEST} bytes without control characters, and one of numbered months has {{0}}"
            ),
            TextError::SameName { locale, name } => {
                write!(f, "two months are called \"{name}\" in the locale {locale}")
            }
            TextError::Style {
                locale,
                style,
                error,
            } => write!(
                f,
                "the pattern of the style {style:?} in the locale {locale}: {error}"
            ),
        }
    }
}

impl std::error::Error for TextError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            TextError::Style { error, .. } => Some(error),
            _ => None,
        }
    }
}

/// Checks that a text fits its calendar. It calls the backend.
pub(crate) fn check(text: &CalendarText, backend: &dyn Backend) -> Result<(), TextError> {
    let count = text.locales.len();
    if count > CalendarText::MAX_LOCALES {
        return Err(TextError::TooManyLocales { count });
    }
    let tags = text.locales.iter().map(|(tag, _)| tag);
    for tag in tags.chain(&text.otherwise) {
        check_tag(tag)?;
    }
    let months = common_months(backend);
    for (locale, names) in &text.locales {
        check_names(locale, names)?;
        check_months(locale, names, months)?;
        check_collisions(locale, names)?;
        check_eras(locale, names, backend)?;
        check_styles(locale, names)?;
    }
    Ok(())
}

/// Returns the number of months that have names of their own without being leap months.
pub(crate) fn common_months(backend: &dyn Backend) -> u8 {
    backend.properties().common_and_leap_months().0
}

fn check_tag(tag: &str) -> Result<(), TextError> {
    let is_tag = tag.split('-').enumerate().all(|(at, part)| {
        let length = if at == 0 { 2..=8 } else { 1..=8 };
        length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let fault = || TextError::Locale {
        tag: tag.chars().take(LONGEST).collect(),
    };
    if is_tag { Ok(()) } else { Err(fault()) }
}

fn check_names(locale: &str, names: &Names) -> Result<(), TextError> {
    let items = names.items().map(|(item, _, _, name)| (Some(item), name));
    let eras = names.era_names().map(|(_, _, name)| (None, name));
    let own = names.own_calendar_name().map(|name| (None, name));
    for (item, name) in items.chain(eras).chain(own) {
        let is_whole = item != Some(Item::NumberedMonth) || name.contains("{0}");
        let is_name = (1..=LONGEST).contains(&name.len()) && !name.chars().any(char::is_control);
        if !(is_whole && is_name) {
            return Err(TextError::InvalidName {
                locale: locale.to_owned(),
                name: name.escape_debug().take(LONGEST).collect(),
            });
        }
    }
    Ok(())
}

/// Checks that each list of months is complete.
fn check_months(locale: &str, names: &Names, expected: u8) -> Result<(), TextError> {
    let forms: Vec<(Item, (Width, Context))> = names
        .items()
        .map(|(item, width, context, _)| (item, (width, context)))
        .collect();
    for (_, form) in &forms {
        let items = forms.iter().filter(|(_, own)| own == form);
        let common = items
            .clone()
            .filter(|(item, _)| matches!(item, Item::Month(_)));
        let common = common.count();
        let last = items.map(|(item, _)| item.month_number()).max();
        let last = last.unwrap_or_default();
        if last > expected || (common > 0 && common != usize::from(expected)) {
            return Err(TextError::MonthCount {
                locale: locale.to_owned(),
                count: common.max(usize::from(last)),
                expected: usize::from(expected),
            });
        }
    }
    Ok(())
}

/// Checks that the names of one width and context differ, so that they can be read back.
fn check_collisions(locale: &str, names: &Names) -> Result<(), TextError> {
    let is_month = |item| matches!(item, Item::Month(_) | Item::LeapMonth(_));
    let months = names.items().filter(|(item, width, _, _)| {
        is_month(*item) && matches!(width, Width::Wide | Width::Abbreviated)
    });
    let mut months: Vec<(Width, Context, &str)> = months
        .map(|(_, width, context, name)| (width, context, name))
        .collect();
    months.sort_unstable();
    let mut pairs = months.iter().zip(months.iter().skip(1));
    match pairs.find(|(one, next)| one == next) {
        Some(((_, _, name), _)) => Err(TextError::SameName {
            locale: locale.to_owned(),
            name: (*name).to_owned(),
        }),
        None => Ok(()),
    }
}

fn check_eras(locale: &str, names: &Names, backend: &dyn Backend) -> Result<(), TextError> {
    let eras = backend.eras();
    let mut names = names.era_names();
    let unknown = names.find(|(_, code, _)| !eras.iter().any(|era| era.is_called(code)));
    match unknown {
        Some((_, code, _)) => Err(TextError::UnknownEra {
            locale: locale.to_owned(),
            code: code.escape_debug().take(LONGEST).collect(),
        }),
        None => Ok(()),
    }
}

fn check_styles(locale: &str, names: &Names) -> Result<(), TextError> {
    for (style, pattern) in names.style_patterns() {
        Pattern::uts35(pattern).map_err(|error| TextError::Style {
            locale: locale.to_owned(),
            style,
            error,
        })?;
    }
    Ok(())
}
