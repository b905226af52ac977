//! The names of a calendar's months, eras and other parts, without a date.

use super::resolved::Resolved;
use super::symbols::{NamedMonth, Symbols};
use super::{Context, Locale, Width};
use crate::backend::{DateError, MonthCode};
use crate::calendar::Calendar;
use crate::date::Date;
use crate::weekday::Weekday;

impl Calendar {
    fn symbols<'c>(&'c self, locale: &'c Locale) -> Resolved<'c> {
        Resolved::new(self.fronted().formats().text(), self.front(), locale)
    }

    /// Returns what a locale calls the calendar. `None` if it has no name there; the registered
    /// [name](Self::name) is in no language. CLDR's names belong to calendars with its identifiers:
    /// one that is [like](crate::CalendarText::like) a calendar of CLDR does not take its name.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Locale, calendars};
    /// # #[cfg(feature = "cldr")]
    /// let name = Calendar::from(calendars::Hebrew).display_name(Locale::new("de")?);
    /// # #[cfg(feature = "cldr")]
    /// assert_eq!(name.as_deref(), Some("Jüdischer Kalender"));
    /// assert_eq!(Calendar::from(calendars::Julian).display_name(Locale::new("de")?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn display_name(&self, locale: Locale) -> Option<String> {
        let symbols = self.symbols(&locale);
        symbols.calendar_name().map(|name| name.into_owned())
    }

    /// Returns the name of a month in common years. A month that the calendar does not have is
    /// called by its code.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Context, Locale, MonthCode, Width, calendars};
    /// # #[cfg(feature = "cldr")] {
    /// let gregorian = Calendar::from(calendars::Gregorian);
    /// let (czech, april) = (Locale::new("cs")?, "M04".parse::<MonthCode>()?);
    /// let name = |context| gregorian.month_name(czech, april, Width::Wide, context);
    /// assert_eq!((name(Context::Format), name(Context::Standalone)), ("dubna".into(), "duben".into()));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn month_name(
        &self,
        locale: Locale,
        code: MonthCode,
        width: Width,
        context: Context,
    ) -> String {
        let month = NamedMonth {
            code,
            in_leap_year: code.is_leap(),
        };
        self.symbols(&locale)
            .month(month, width, context)
            .into_owned()
    }

    /// Returns the names of the months of a year, in their order.
    ///
    /// # Errors
    /// [`DateError`] if the year does not exist.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Context, Locale, Width, calendars};
    /// # #[cfg(feature = "cldr")] {
    /// let hebrew = Calendar::from(calendars::Hebrew);
    /// let names = hebrew.month_names(Locale::new("en")?, 5784, Width::Wide, Context::Standalone)?;
    /// assert_eq!(names[5..8], ["Adar I", "Adar II", "Nisan"]);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn month_names(
        &self,
        locale: Locale,
        year: i32,
        width: Width,
        context: Context,
    ) -> Result<Vec<String>, DateError> {
        let symbols = self.symbols(&locale);
        let in_leap_year = self.leap_month(year)?.is_some();
        let months = 1..=self.months_in_year(year)?;
        let name = |month| {
            let code = self.month_code(year, month)?;
            let month = NamedMonth { code, in_leap_year };
            Ok(symbols.month(month, width, context).into_owned())
        };
        months.map(name).collect()
    }

    /// Returns the name of a weekday.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Context, Locale, Weekday, Width, calendars};
    /// # #[cfg(feature = "cldr")] {
    /// let calendar = Calendar::from(calendars::Gregorian);
    /// let french = Locale::new("fr")?;
    /// let name = calendar.weekday_name(french, Weekday::Monday, Width::Wide, Context::Format);
    /// assert_eq!(name, "lundi");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn weekday_name(
        &self,
        locale: Locale,
        weekday: Weekday,
        width: Width,
        context: Context,
    ) -> String {
        let symbols = self.symbols(&locale);
        symbols.weekday(weekday, width, context).into_owned()
    }

    /// Returns the name of an era, by its code. `None` if the calendar has no such era.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Locale, Width, calendars};
    /// # #[cfg(feature = "cldr")] {
    /// let japanese = Calendar::from(calendars::Japanese);
    /// let name = japanese.era_name(Locale::new("ja")?, "reiwa", Width::Wide);
    /// assert_eq!(name.as_deref(), Some("令和"));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn era_name(&self, locale: Locale, code: &str, width: Width) -> Option<String> {
        let index = self.eras().iter().position(|era| era.is_called(code))?;
        Some(self.symbols(&locale).era(index, width).into_owned())
    }

    /// Returns the name of a quarter, 1 to 4. `None` for other numbers.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Context, Locale, Width, calendars};
    /// # #[cfg(feature = "cldr")] {
    /// let calendar = Calendar::from(calendars::Gregorian);
    /// let name = calendar.quarter_name(Locale::new("en")?, 4, Width::Wide, Context::Format);
    /// assert_eq!(name.as_deref(), Some("4th quarter"));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn quarter_name(
        &self,
        locale: Locale,
        quarter: u8,
        width: Width,
        context: Context,
    ) -> Option<String> {
        let symbols = self.symbols(&locale);
        let exists = (1..=4).contains(&quarter);
        exists.then(|| symbols.quarter(quarter, width, context).into_owned())
    }

    /// Returns the name of a year in its cycle of sixty. `None` for a calendar without such names.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Locale, calendars};
    /// # #[cfg(feature = "cldr")] {
    /// let chinese = Calendar::from(calendars::Chinese);
    /// assert_eq!(chinese.cyclic_year_name(Locale::new("zh")?, 2026).as_deref(), Some("丙午"));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cyclic_year_name(&self, locale: Locale, year: i32) -> Option<String> {
        // The year 4 is the first one of a cycle.
        let number = i64::from(year).saturating_sub(4).rem_euclid(60);
        let number = u8::try_from(number).ok()?.saturating_add(1);
        self.symbols(&locale)
            .cyclic_year(number)
            .map(|name| name.into_owned())
    }
}

impl Date {
    /// Returns the name of the date's month, which can differ in leap years.
    ///
    /// # Errors
    /// [`DateError`] if the calendar cannot compute the month's code.
    ///
    /// ```
    /// # use calendar_registry::{Calendar, Context, Date, Locale, Width, YearMonthDay, calendars};
    /// # #[cfg(feature = "cldr")] {
    /// let hebrew = Calendar::from(calendars::Hebrew);
    /// let name = |year, month| {
    ///     let date = Date::new(&hebrew, YearMonthDay::new(year, month, 1))?;
    ///     date.month_name(Locale::new("en")?, Width::Wide, Context::Standalone)
    ///         .map_err(Box::<dyn std::error::Error>::from)
    /// };
    /// assert_eq!((name(5784, 7)?, name(5785, 6)?), ("Adar II".into(), "Adar".into()));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn month_name(
        &self,
        locale: Locale,
        width: Width,
        context: Context,
    ) -> Result<String, DateError> {
        let calendar = self.calendar();
        let month = NamedMonth {
            code: self.month_code()?,
            in_leap_year: calendar.leap_month(self.year())?.is_some(),
        };
        let symbols = calendar.symbols(&locale);
        Ok(symbols.month(month, width, context).into_owned())
    }
}
