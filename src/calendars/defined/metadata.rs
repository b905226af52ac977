//! [`Metadata`]: what a calendar made of data has beside its arithmetic.

use core::ops::RangeInclusive;

use crate::backend::Era;

/// The names, eras and text of a calendar made of data.
///
/// Only the names are required. For eras, years and text that are not set, a calendar uses those of
/// its base calendar, or the default of its kind.
///
/// ```
/// use calendar_registry::Era;
/// use calendar_registry::calendars::defined::Metadata;
///
/// let fiscal = Metadata::new(["acme fiscal", "acme-fy"])
///     .eras(vec![Era::unbounded("fy", 1)])
///     .authoritative_years(2000..=2040);
/// assert_eq!(fiscal.names(), ["acme fiscal", "acme-fy"]);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[must_use]
pub struct Metadata {
    names: Vec<String>,
    unicode_id: Option<String>,
    pub(super) eras: Option<Vec<Era>>,
    pub(super) authoritative_years: Option<RangeInclusive<i32>>,
    #[cfg(feature = "text")]
    pub(super) text: Option<crate::CalendarText>,
}

impl Metadata {
    /// Creates metadata from the calendar's names, the primary one first. The registry checks them.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::Metadata;
    /// assert_eq!(Metadata::new(["acme"]).names(), ["acme"]);
    /// ```
    pub fn new(names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Metadata {
            names: names.into_iter().map(Into::into).collect(),
            unicode_id: None,
            eras: None,
            authoritative_years: None,
            #[cfg(feature = "text")]
            text: None,
        }
    }

    /// Sets the calendar's identifier in Unicode locales (`u-ca`), which must be one of the names.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::Metadata;
    /// let metadata = Metadata::new(["acme fiscal", "acme-fy"]).unicode_id("acme-fy");
    /// assert_eq!(metadata.id(), Some("acme-fy"));
    /// ```
    pub fn unicode_id(mut self, id: impl Into<String>) -> Self {
        self.unicode_id = Some(id.into());
        self
    }

    /// Sets the eras, the latest first.
    ///
    /// ```
    /// # use calendar_registry::{Era, calendars::defined::Metadata};
    /// # let _ =
    /// Metadata::new(["holocene"]).eras(vec![Era::unbounded("he", 1)])
    /// # ;
    /// ```
    pub fn eras(mut self, eras: Vec<Era>) -> Self {
        self.eras = Some(eras);
        self
    }

    /// Sets the years that published data covers.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::Metadata;
    /// # let _ =
    /// Metadata::new(["bikram sambat"]).authoritative_years(1970..=2083)
    /// # ;
    /// ```
    pub fn authoritative_years(mut self, years: RangeInclusive<i32>) -> Self {
        self.authoritative_years = Some(years);
        self
    }

    /// Sets what the months and eras are called, and how dates are written.
    ///
    /// ```
    /// use calendar_registry::calendars::defined::Metadata;
    /// use calendar_registry::{CalendarText, Names, Width};
    ///
    /// let periods = Names::new().numbered_months(Width::Wide, "Period {0}");
    /// # let _ =
    /// Metadata::new(["acme"]).text(CalendarText::codes().locale("en", periods))
    /// # ;
    /// ```
    #[cfg(feature = "text")]
    #[cfg_attr(docsrs, doc(cfg(feature = "text")))]
    pub fn text(mut self, text: crate::CalendarText) -> Self {
        self.text = Some(text);
        self
    }

    /// Returns the names, the primary one first.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::Metadata;
    /// assert_eq!(Metadata::new(["a", "b"]).names(), ["a", "b"]);
    /// ```
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }

    /// Returns the identifier in Unicode locales.
    ///
    /// ```
    /// # use calendar_registry::calendars::defined::Metadata;
    /// assert_eq!(Metadata::new(["a"]).id(), None);
    /// ```
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.unicode_id.as_deref()
    }
}

/// Implements the methods of [`Backend`] that [`Metadata`] answers, from the field `metadata`.
macro_rules! answers {
    () => {
        fn names(&self) -> Vec<&str> {
            self.metadata.names()
        }

        fn eras(&self) -> &[$crate::Era] {
            self.metadata.eras.as_deref().unwrap_or_default()
        }

        fn unicode_id(&self) -> Option<&str> {
            self.metadata.id()
        }

        fn authoritative_years(&self) -> Option<core::ops::RangeInclusive<i32>> {
            self.metadata.authoritative_years.clone()
        }

        #[cfg(feature = "text")]
        fn text(&self) -> $crate::CalendarText {
            self.metadata.text.clone().unwrap_or_else(|| {
                let id = self.metadata.id();
                let like = id.and_then($crate::Cldr::from_unicode_id);
                $crate::CalendarText::of_cldr(like)
            })
        }
    };
}
pub(super) use answers;
