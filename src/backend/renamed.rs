//! [`Renamed`]: a backend under other names.

use super::{Backend, forward_to};

/// A calendar under other names, to register one calendar more than once, or under names of your
/// own.
///
/// Everything but the names, and the [text](Self::with_text) if you give it another one, is that of
/// the inner backend. The Unicode identifier is that of the
/// inner backend too, if it is one of the names.
///
/// ```
/// use calendar_registry::{Registry, Renamed, calendars::Jalali};
///
/// let registry = Registry::with_builtins();
/// let tenant = registry.register(Renamed::new(Jalali, ["acme calendar", "acme"]))?;
/// assert_eq!(tenant.name(), "acme calendar");
/// assert_eq!(registry.resolve("ACME")?.days_in_month(1403, 12)?, 30);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Renamed<B> {
    inner: B,
    names: Vec<String>,
    #[cfg(feature = "text")]
    text: Option<crate::CalendarText>,
}

impl<B: Backend> Renamed<B> {
    /// Gives a backend other names, the primary one first. They are checked when it is registered.
    ///
    /// ```
    /// # use calendar_registry::{Backend, Renamed, calendars::Jalali};
    /// assert_eq!(Renamed::new(Jalali, ["shamsi"]).names(), ["shamsi"]);
    /// ```
    pub fn new(inner: B, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Renamed {
            inner,
            names: names.into_iter().map(Into::into).collect(),
            #[cfg(feature = "text")]
            text: None,
        }
    }

    /// Sets what the months and eras are called, and how dates are written, instead of the inner
    /// backend's [`text`](Backend::text).
    ///
    /// ```
    /// use calendar_registry::calendars::Iso;
    /// use calendar_registry::{CalendarText, Context, Locale, Names, Registry, Renamed, Width};
    ///
    /// let periods = Names::new().numbered_months(Width::Wide, "Period {0}");
    /// let text = CalendarText::codes().locale("en", periods);
    /// let calendar = Registry::new().register(Renamed::new(Iso, ["acme"]).with_text(text))?;
    /// let code = calendar.month_code(2026, 11)?;
    /// let name = calendar.month_name(Locale::new("en")?, code, Width::Wide, Context::Standalone);
    /// assert_eq!(name, "Period 11");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "text")]
    #[cfg_attr(docsrs, doc(cfg(feature = "text")))]
    #[must_use]
    pub fn with_text(mut self, text: crate::CalendarText) -> Self {
        self.text = Some(text);
        self
    }

    /// Returns the inner backend.
    ///
    /// ```
    /// # use calendar_registry::{Renamed, calendars::Jalali};
    /// assert_eq!(Renamed::new(Jalali, ["shamsi"]).inner(), &Jalali);
    /// ```
    pub fn inner(&self) -> &B {
        &self.inner
    }

    /// Takes the inner backend out.
    ///
    /// ```
    /// # use calendar_registry::{Renamed, calendars::Jalali};
    /// assert_eq!(Renamed::new(Jalali, ["shamsi"]).into_inner(), Jalali);
    /// ```
    pub fn into_inner(self) -> B {
        self.inner
    }
}

impl<B: Backend> Backend for Renamed<B> {
    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    fn unicode_id(&self) -> Option<&str> {
        let id = self.inner.unicode_id()?;
        // The contract wants the identifier among the names.
        self.names
            .iter()
            .map(String::as_str)
            .find(|name| name.eq_ignore_ascii_case(id))
    }

    #[cfg(feature = "text")]
    fn text(&self) -> crate::CalendarText {
        self.text.clone().unwrap_or_else(|| self.inner.text())
    }

    forward_to!(
        inner: properties, julian_day, date, is_leap_year, days_in_month, months_in_year,
        leap_month, last_day_of_month, eras, authoritative_years, table_span, dates, julian_days,
    );
}
