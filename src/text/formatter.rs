//! [`Formatter`]: writes and reads dates of one calendar in one locale.

use core::fmt;
use core::ops::Range;

use super::formats::Held;
use super::made::Made;
use super::resolved::Resolved;
use super::{FormatError, FormatterError, Locale, ParseTextError, Part, Pattern, Skeleton, Style};
use crate::backend::DateError;
use crate::calendar::Calendar;
use crate::date::Date;
use crate::day::{JulianDay, YearMonthDay};

/// What a date looks like: a [`Style`], a [`Skeleton`] or a [`Pattern`].
///
/// ```
/// use calendar_registry::{Calendar, Date, JulianDay, Length, Locale, Pattern, Skeleton, Style, calendars};
///
/// let gregorian = Calendar::from(calendars::Gregorian);
/// let date = Date::from_julian_day(&gregorian, JulianDay::new(2_461_367))?;
/// let english = Locale::new("en")?;
/// let text = |formatter: Result<calendar_registry::Formatter<'_>, _>| {
///     Ok::<_, calendar_registry::Error>(formatter?.format(&date)?.to_string())
/// };
/// # #[cfg(feature = "cldr")] {
/// assert_eq!(text(gregorian.formatter(english, Style::Medium))?, "Nov 22, 2026");
/// assert_eq!(text(gregorian.formatter(english, Skeleton::md(Length::Long)))?, "November 22");
/// assert_eq!(text(gregorian.formatter(english, Pattern::uts35("EEE d.M.")?))?, "Sun 22.11.");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Shape {
    /// One of the four lengths that every locale has.
    Style(Style),
    /// Some fields, in the order of the locale.
    Skeleton(Skeleton),
    /// Fields and text in the order that a program chose.
    Pattern(Pattern),
}

impl From<Style> for Shape {
    fn from(style: Style) -> Self {
        Shape::Style(style)
    }
}

impl From<Skeleton> for Shape {
    fn from(skeleton: Skeleton) -> Self {
        Shape::Skeleton(skeleton)
    }
}

impl From<Pattern> for Shape {
    fn from(pattern: Pattern) -> Self {
        Shape::Pattern(pattern)
    }
}

impl From<&Pattern> for Shape {
    fn from(pattern: &Pattern) -> Self {
        Shape::Pattern(pattern.clone())
    }
}

/// Writes and reads dates of one calendar in one locale.
///
/// [`Calendar::formatter`] returns it. One of a [`Style`], or of a [`Skeleton`] that is used often,
/// is compiled once and kept with the registration of the calendar; getting it again costs a few
/// nanoseconds. Formatting allocates only what the caller lets grow, such as a `String`.
///
/// ```
/// use calendar_registry::{Date, Locale, Registry, Style};
///
/// let registry = Registry::with_builtins();
/// let guard = registry.pin();
/// let persian = guard.resolve("persian")?;
/// let date = Date::parse("2026-11-25", &guard)?.in_calendar(persian)?;
///
/// # #[cfg(feature = "cldr")] {
/// let formatter = persian.formatter(Locale::new("fa")?, Style::Long)?;
/// assert_eq!(formatter.format(&date)?.to_string(), "۴ آذر ۱۴۰۵");
///
/// let mut buffer = [0; 64];
/// let formatter = persian.formatter(Locale::new("en")?, Style::Long)?;
/// assert_eq!(formatter.write(&date, &mut buffer)?, "Azar 4, 1405 AP");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Formatter<'c> {
    calendar: &'c Calendar,
    locale: Locale,
    held: Held<'c>,
    /// Around which two-digit years are; the present day if `None`.
    near: Option<JulianDay>,
}

impl Calendar {
    /// Returns a formatter for dates of this calendar in a locale.
    ///
    /// It borrows the calendar, and what it prints is what the calendar was called when it was
    /// registered. After a replacement, the new calendar has new formatters.
    ///
    /// # Errors
    /// [`FormatterError`] if a [`Pattern`] or the calendar's names are too long.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, JulianDay, Locale, Style, calendars};
    /// let hebrew = Calendar::from(calendars::Hebrew);
    /// # #[cfg(feature = "cldr")] {
    /// let formatter = hebrew.formatter(Locale::new("en")?, Style::Long)?;
    /// assert_eq!(formatter.format_day(JulianDay::new(2_461_367))?.to_string(), "12 Kislev 5787");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn formatter(
        &self,
        locale: Locale,
        shape: impl Into<Shape>,
    ) -> Result<Formatter<'_>, FormatterError> {
        let formats = self.fronted().formats();
        let held = match shape.into() {
            Shape::Style(style) => formats.style(self, &locale, style)?,
            Shape::Skeleton(skeleton) => formats.skeleton(self, &locale, &skeleton)?,
            Shape::Pattern(pattern) => {
                let symbols = Resolved::new(formats.text(), self.front(), &locale);
                Held::Own(Box::new(Made::of(pattern, "", &symbols, self)?))
            }
        };
        Ok(Formatter {
            calendar: self,
            locale,
            held,
            near: None,
        })
    }
}

impl<'c> Formatter<'c> {
    /// Returns the calendar.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Locale, Style, calendars};
    /// let julian = Calendar::from(calendars::Julian);
    /// let formatter = julian.formatter(Locale::default(), Style::Short)?;
    /// assert_eq!(formatter.calendar(), &julian);
    /// # Ok::<(), calendar_registry::FormatterError>(())
    /// ```
    #[must_use]
    pub fn calendar(&self) -> &'c Calendar {
        self.calendar
    }

    /// Returns the day of a date and its date in this calendar. A date in another calendar is
    /// converted.
    #[inline]
    fn of(&self, date: &Date) -> Result<(JulianDay, YearMonthDay), DateError> {
        let day = date.julian_day();
        if date.calendar() == self.calendar {
            return Ok((day, date.year_month_day()));
        }
        Ok((day, self.calendar.date(day)?))
    }

    /// Writes a date to a buffer, and returns the text. The bytes behind it may change too. A date
    /// in another calendar is converted to this one.
    ///
    /// # Errors
    /// [`FormatError::TooShort`] with the length of the text; [`FormatError::Date`] if the calendar
    /// does not have the day.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Date, FormatError, JulianDay, Locale, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Iso);
    /// # let date = Date::from_julian_day(&calendar, JulianDay::new(2_461_367))?;
    /// let formatter = calendar.formatter(Locale::default(), Style::Short)?;
    /// let mut buffer = [0; 16];
    /// assert_eq!(formatter.write(&date, &mut buffer)?, "2026-11-22");
    /// assert_eq!(formatter.write(&date, &mut [0; 4]), Err(FormatError::TooShort { needed: 10 }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn write<'b>(&self, date: &Date, to: &'b mut [u8]) -> Result<&'b str, FormatError> {
        let (day, date) = self.of(date)?;
        self.held
            .made()
            .compiled()
            .write(self.calendar, day, date, to)
    }

    /// Writes a day to a buffer, as [`write`](Self::write) does.
    ///
    /// # Errors
    /// As for [`write`](Self::write).
    ///
    /// ```
    /// # use calendar_registry::{Calendar, JulianDay, Locale, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Iso);
    /// let formatter = calendar.formatter(Locale::default(), Style::Short)?;
    /// let mut buffer = [0; 16];
    /// assert_eq!(formatter.write_day(JulianDay::UNIX_EPOCH, &mut buffer)?, "1970-01-01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn write_day<'b>(&self, day: JulianDay, to: &'b mut [u8]) -> Result<&'b str, FormatError> {
        let date = self.calendar.date(day)?;
        self.held
            .made()
            .compiled()
            .write(self.calendar, day, date, to)
    }

    /// Appends a date to a string. On an error the string is unchanged.
    ///
    /// # Errors
    /// [`FormatError::Date`] if the calendar does not have the day.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Date, JulianDay, Locale, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Iso);
    /// # let date = Date::from_julian_day(&calendar, JulianDay::new(2_461_367))?;
    /// let mut text = String::from("due ");
    /// calendar.formatter(Locale::default(), Style::Short)?.append(&date, &mut text)?;
    /// assert_eq!(text, "due 2026-11-22");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn append(&self, date: &Date, to: &mut String) -> Result<(), FormatError> {
        let (day, date) = self.of(date)?;
        self.held
            .made()
            .compiled()
            .append(self.calendar, day, date, to)
    }

    /// Returns a date to be displayed with `{}`. The calendar is asked here, so displaying it cannot
    /// fail.
    ///
    /// # Errors
    /// [`FormatError::Date`] if the calendar does not have the day.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Date, JulianDay, Locale, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Iso);
    /// # let date = Date::from_julian_day(&calendar, JulianDay::new(2_461_367))?;
    /// let formatter = calendar.formatter(Locale::default(), Style::Short)?;
    /// assert_eq!(format!("due {}", formatter.format(&date)?), "due 2026-11-22");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn format(&self, date: &Date) -> Result<impl fmt::Display + '_, FormatError> {
        let (day, date) = self.of(date)?;
        self.held
            .made()
            .compiled()
            .display(self.calendar, day, date)
    }

    /// Returns a day to be displayed, as [`format`](Self::format) does.
    ///
    /// # Errors
    /// As for [`format`](Self::format).
    ///
    /// ```
    /// # use calendar_registry::{Calendar, JulianDay, Locale, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Iso);
    /// let formatter = calendar.formatter(Locale::default(), Style::Short)?;
    /// assert_eq!(formatter.format_day(JulianDay::UNIX_EPOCH)?.to_string(), "1970-01-01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn format_day(&self, day: JulianDay) -> Result<impl fmt::Display + '_, FormatError> {
        let date = self.calendar.date(day)?;
        self.held
            .made()
            .compiled()
            .display(self.calendar, day, date)
    }

    /// Iterates over the parts of a date's text, each with its range of bytes.
    ///
    /// # Errors
    /// [`FormatError::Date`] if the calendar does not have the day.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Date, JulianDay, Locale, Part, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Iso);
    /// # let date = Date::from_julian_day(&calendar, JulianDay::new(2_461_367))?;
    /// let formatter = calendar.formatter(Locale::default(), Style::Short)?;
    /// let mut parts = formatter.parts(&date)?;
    /// assert_eq!(parts.next(), Some((Part::Year, 0..4)));
    /// assert_eq!(parts.next(), Some((Part::Literal, 4..5)));
    /// # drop(parts);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parts(
        &self,
        date: &Date,
    ) -> Result<impl Iterator<Item = (Part, Range<usize>)> + '_, FormatError> {
        let (day, date) = self.of(date)?;
        self.held.made().compiled().parts(self.calendar, day, date)
    }

    /// Reads strictly: takes the texts that this formatter writes, to the letter, with names of the
    /// width and context of the pattern and with the locale's digits or ASCII digits. For what people
    /// type, use [`read`](Self::read).
    ///
    /// A weekday and an era have to agree with the date. A year of two digits is from 80 years before
    /// to 19 years after the present day (of the system's clock, in UTC), or the day of
    /// [`near`](Self::near). Letters have to be composed as in the names (Unicode's NFC).
    ///
    /// # Errors
    /// [`ParseTextError`] with the byte at which the text is wrong, and what is.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Locale, ParseTextErrorKind, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Gregorian);
    /// # #[cfg(feature = "cldr")] {
    /// let formatter = calendar.formatter(Locale::new("de")?, Style::Long)?;
    /// assert_eq!(formatter.parse("22. November 2026")?.month(), 11);
    /// let error = formatter.parse("22. Novembre 2026").unwrap_err();
    /// assert_eq!((error.at, error.kind), (4, ParseTextErrorKind::Month));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "parse_strict")]
    pub fn parse(&self, text: &str) -> Result<Date, ParseTextError> {
        let made = self.held.made();
        made.parse(self.calendar, text, self.near, || self.symbols())
    }

    /// Reads leniently: takes dates as people write them, with names of any width and context in any
    /// case, digits of any script and any separators. Numbers are read in the order of the pattern.
    /// For texts that a program wrote, use [`parse`](Self::parse), which is faster and rejects what
    /// is only similar.
    ///
    /// A weekday has to agree with the date. Years of two digits and letters are read as
    /// [`parse`](Self::parse) reads them.
    ///
    /// The words of a language are collected at the first call, which takes some tens of
    /// microseconds.
    ///
    /// # Errors
    /// [`ParseTextError`] with the byte at which the text is wrong, and what is.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Locale, Style, YearMonthDay, calendars};
    /// # let calendar = Calendar::from(calendars::IslamicCivil);
    /// # #[cfg(feature = "cldr")] {
    /// let formatter = calendar.formatter(Locale::new("en")?, Style::Medium)?;
    /// let date = formatter.read("15 ramadan 1447")?;
    /// assert_eq!(date.year_month_day(), YearMonthDay::new(1447, 9, 15));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "parse_lenient")]
    pub fn read(&self, text: &str) -> Result<Date, ParseTextError> {
        let made = self.held.made();
        made.read(self.calendar, text, self.near, || self.symbols())
    }

    fn symbols(&self) -> Resolved<'_> {
        let text = self.calendar.fronted().formats().text();
        Resolved::new(text, self.calendar.front(), &self.locale)
    }

    /// Reads two-digit years as years from 80 years before to 19 years after this day, instead of
    /// the present day. The name of a year in a cycle of sixty is from 40 years before to 19 years
    /// after it.
    ///
    /// With a day, the same text is always the same date, and the system's clock is not asked. On
    /// `wasm32-unknown-unknown` the standard library has no clock: without a day, such years are
    /// [`NoYear`](super::ParseTextErrorKind::NoYear) there.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, JulianDay, Locale, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Gregorian);
    /// # #[cfg(feature = "cldr")] {
    /// let formatter = calendar.formatter(Locale::new("de")?, Style::Short)?;
    /// let formatter = formatter.near(JulianDay::UNIX_EPOCH);
    /// assert_eq!(formatter.parse("22.11.26")?.year(), 1926);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn near(self, day: JulianDay) -> Self {
        Formatter {
            near: Some(day),
            ..self
        }
    }

    /// Returns a length in bytes that no text of this formatter exceeds.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Locale, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Iso);
    /// let formatter = calendar.formatter(Locale::default(), Style::Short)?;
    /// let mut buffer = vec![0; formatter.max_len()];
    /// # let _ = formatter.write_day(calendar_registry::JulianDay::UNIX_EPOCH, &mut buffer)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn max_len(&self) -> usize {
        self.held.made().compiled().max_len()
    }

    /// Returns the pattern of the formatter, in the letters of UTS 35.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Locale, Style, calendars};
    /// # let calendar = Calendar::from(calendars::Gregorian);
    /// # #[cfg(feature = "cldr")]
    /// assert_eq!(calendar.formatter(Locale::new("de")?, Style::Long)?.pattern(), "d. MMMM y");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn pattern(&self) -> String {
        self.held.made().compiled().pattern()
    }
}

impl Date {
    /// Returns the date as text in a locale, in the calendar of the date. A date that was parsed
    /// without a calendar is in `iso8601`, where all languages write the year first;
    /// [`calendar_for`](crate::Registry::calendar_for) finds the calendar of a locale.
    ///
    /// For many dates, or into a buffer, use [`Calendar::formatter`].
    ///
    /// # Errors
    /// [`FormatError::Date`] if the calendar cannot compute what the style shows.
    ///
    /// ```
    /// # use calendar_registry::{Date, Locale, Registry, Style};
    /// # let registry = Registry::with_builtins();
    /// let date = Date::parse("2026-11-25[u-ca=japanese]", &registry.pin())?;
    /// # #[cfg(feature = "cldr")] {
    /// assert_eq!(date.format_in(Locale::new("ja")?, Style::Long)?, "令和8年11月25日");
    /// assert_eq!(date.format_in(Locale::new("en")?, Style::Long)?, "November 25, 8 Reiwa");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn format_in(
        &self,
        locale: Locale,
        shape: impl Into<Shape>,
    ) -> Result<String, FormatError> {
        let formatter = self.calendar().formatter(locale, shape)?;
        let mut text = String::new();
        formatter.append(self, &mut text)?;
        Ok(text)
    }
}
