//! `calendar_for` of guards, registries and snapshots: the calendar that a locale uses.

use super::guard::Guard;
use super::registry::Registry;
use super::resolve_error::ResolveError;
use super::snapshot::Snapshot;
use crate::calendar::Calendar;
use crate::text::Locale;

/// Returns the first calendar of the locale that `resolve` finds, or the error for the preferred one.
fn first<C>(
    locale: &Locale,
    resolve: impl Fn(&str) -> Result<C, ResolveError>,
) -> Result<C, ResolveError> {
    let preferred = resolve(locale.calendar());
    preferred.or_else(|error| {
        let mut others = locale.calendars().skip(1);
        others
            .find_map(|calendar| resolve(calendar).ok())
            .ok_or(error)
    })
}

impl Guard<'_> {
    /// Looks up the calendar that a locale uses: the one that its tag asks for if it is registered
    /// here, otherwise the first registered one of [`Locale::calendars`].
    ///
    /// The tag may ask for a calendar of your application.
    ///
    /// # Errors
    /// [`ResolveError`] for [`Locale::calendar`]: none of the calendars is registered.
    ///
    /// ```
    /// use calendar_registry::{Locale, Registry, Renamed, calendars::Gregorian};
    ///
    /// let registry = Registry::with_builtins();
    /// registry.register(Renamed::new(Gregorian, ["Fiscal"]))?;
    /// let guard = registry.pin();
    /// # #[cfg(feature = "cldr")]
    /// assert_eq!(guard.calendar_for(&Locale::new("fa-IR")?)?.name(), "Persian");
    /// assert_eq!(guard.calendar_for(&Locale::new("en-u-ca-fiscal")?)?.name(), "Fiscal");
    /// // Another tenant's calendar is not registered here.
    /// let locale = Locale::new("th-TH-u-ca-lunar")?;
    /// # #[cfg(feature = "cldr")]
    /// assert_eq!(guard.calendar_for(&locale)?.name(), "Buddhist");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn calendar_for(&self, locale: &Locale) -> Result<&Calendar, ResolveError> {
        first(locale, |calendar| self.resolve(calendar))
    }
}

impl Registry {
    /// Returns an owned handle of the calendar that a locale uses. See [`Guard::calendar_for`].
    ///
    /// # Errors
    /// [`ResolveError`] for [`Locale::calendar`]: none of the calendars is registered.
    ///
    /// ```
    /// # use calendar_registry::{Locale, Registry};
    /// let registry = Registry::with_builtins();
    /// let locale = Locale::new("he-u-ca-hebrew")?;
    /// assert_eq!(registry.calendar_for(&locale)?.name(), "Hebrew");
    /// assert!(Registry::new().calendar_for(&locale).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn calendar_for(&self, locale: &Locale) -> Result<Calendar, ResolveError> {
        self.pin().calendar_for(locale).cloned()
    }
}

impl Snapshot {
    /// Returns the calendar that a locale uses. See [`Guard::calendar_for`].
    ///
    /// # Errors
    /// [`ResolveError`] for [`Locale::calendar`]: none of the calendars is registered.
    ///
    /// ```
    /// # use calendar_registry::{Locale, Registry};
    /// let snapshot = Registry::with_builtins().snapshot();
    /// let locale = Locale::new("ja-JP-u-ca-japanese")?;
    /// assert_eq!(snapshot.calendar_for(&locale)?.name(), "Japanese");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn calendar_for(&self, locale: &Locale) -> Result<&Calendar, ResolveError> {
        first(locale, |calendar| self.resolve(calendar))
    }
}
