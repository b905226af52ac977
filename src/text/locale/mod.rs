//! [`Locale`]: a language, a region, and what they imply for dates.
//!
//! | file | contents |
//! |---|---|
//! | `tag.rs`, `asked_calendar.rs`, `error.rs` | reads BCP 47 tags and the names of POSIX |
//! | `supplemental.rs` | what CLDR says about languages and regions: aliases, likely subtags, calendars, weeks |
//! | `row.rs` | finds the locale of CLDR whose texts are used |
//! | `data.rs` | the door to the data, with and without the feature `cldr` |
//! | `negotiate.rs` | chooses by an `Accept-Language` header |
//! | `memo.rs` | the spellings that a thread read lately |

mod asked_calendar;
mod data;
mod error;
mod memo;
mod negotiate;
mod row;
mod supplemental;
mod tag;
#[cfg(all(test, feature = "cldr"))]
mod tests;

use core::fmt;
use core::str::FromStr;

use icu_locale_core::subtags::{Language, Region, Script, Subtag, Variant};

use crate::date::WeekRule;
use crate::weekday::Weekday;
use asked_calendar::AskedCalendar;
pub(crate) use data::Row;
pub use error::LocaleError;
use supplemental::Week;
use tag::{Asked, Tag};

/// A locale: a language and a region, the calendar, digits and weeks that people use there, or that
/// the tag asks for.
///
/// It is made from a BCP 47 tag. Four keywords of its `-u-` extension count: `ca` (calendar), `nu`
/// (digits), `fw` (first day of the week) and `rg` (region of preferences). Other keywords and
/// extensions are ignored.
///
/// ```
/// use calendar_registry::{Locale, Weekday};
///
/// let locale = Locale::new("fa-IR")?;
/// # #[cfg(feature = "cldr")] {
/// assert_eq!(locale.calendar(), "persian");
/// assert_eq!(locale.digits(), "arabext");
/// assert_eq!(locale.week_rule().first(), Weekday::Saturday);
/// assert!(locale.is_right_to_left());
/// # }
///
/// let locale = Locale::new("en-GB-u-ca-hebrew-nu-deva-fw-sun")?;
/// assert_eq!(locale.calendar(), "hebrew");
/// assert_eq!(locale.week_rule().first(), Weekday::Sunday);
/// # Ok::<(), calendar_registry::LocaleError>(())
/// ```
///
/// A tag that was read before in the same thread costs a few nanoseconds. A `Locale` is copied, and
/// owns no memory.
///
/// Deprecated codes are replaced (`iw` is `he`), and what a tag leaves out is what is most likely:
/// `zh-TW` is written in traditional characters and `sr-ME` in Latin letters. [`data_locale`] says
/// which locale of CLDR has the texts.
///
/// Two locales are equal if their tags are equal after that.
///
/// Without the feature `cldr` nothing is known about regions: the calendar is `gregory` and weeks are
/// those of ISO 8601, unless the tag says otherwise.
///
/// [`data_locale`]: Self::data_locale
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Locale {
    language: Language,
    /// Of the tag, or the likely one.
    script: Option<Script>,
    /// Of the tag, or the likely one.
    region: Option<Region>,
    /// Whether the tag has the script, and the region.
    explicit: (bool, bool),
    variant: Option<Variant>,
    asked: Asked,
    // The rest follows from the fields above.
    digits: Subtag,
    has_default_digits: bool,
    week: Week,
    /// Of the region, separated by spaces.
    calendars: &'static str,
    row: Row,
}

impl Locale {
    /// The greatest length of a tag, in bytes.
    ///
    /// ```
    /// # use calendar_registry::{Locale, LocaleError};
    /// let long = format!("en-x-{}", ["private"; 16].join("-"));
    /// assert_eq!(Locale::new(&long), Err(LocaleError::TooLong { length: 132, limit: 128 }));
    /// ```
    pub const MAX_LEN: usize = 128;

    /// The greatest length of the name of a calendar in a tag, in bytes.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// assert_eq!(Locale::MAX_CALENDAR_LEN, 31);
    /// ```
    pub const MAX_CALENDAR_LEN: usize = 31;

    /// Reads a BCP 47 tag, in any case, such as `de-AT` or `fa-u-nu-latn`.
    ///
    /// A calendar of `-u-ca-` may be one of your application: it need not be known to CLDR. Unknown
    /// values of other keywords are ignored. A tag is valid for any language; if CLDR has no texts
    /// for it, [`data_locale`](Self::data_locale) is `und`.
    ///
    /// # Errors
    /// [`LocaleError`]: the text is not a tag, is longer than [`MAX_LEN`](Self::MAX_LEN), or its
    /// calendar is longer than [`MAX_CALENDAR_LEN`](Self::MAX_CALENDAR_LEN).
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// assert_eq!(Locale::new("DE-at")?.to_string(), "de-AT");
    /// assert_eq!(Locale::new("en-u-ca-fiscal")?.calendar(), "fiscal");
    /// assert!(Locale::new("de_AT").is_err());
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    #[inline]
    pub fn new(tag: &str) -> Result<Self, LocaleError> {
        Self::from_bytes(tag.as_bytes())
    }

    #[inline]
    fn from_bytes(tag: &[u8]) -> Result<Self, LocaleError> {
        memo::get_or_read(tag, |tag| Tag::bcp47(tag).map(Self::resolve))
    }

    /// Reads the name of a locale as in the environment variables `LC_ALL`, `LC_TIME` and `LANG`:
    /// `de_AT.UTF-8`, `sr_RS@latin`. The code set is ignored, and so are modifiers other than
    /// `latin`, `iqtelif`, `cyrillic`, `devanagari` and `valencia`. `C` and `POSIX` are
    /// `en-US-posix`.
    ///
    /// # Errors
    /// [`LocaleError`], as [`new`](Self::new).
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// assert_eq!(Locale::from_posix("de_AT.UTF-8@euro")?, Locale::new("de-AT")?);
    /// assert_eq!(Locale::from_posix("sr_RS@latin")?, Locale::new("sr-Latn-RS")?);
    /// assert_eq!(Locale::from_posix("C.UTF-8")?.to_string(), "en-US-posix");
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    pub fn from_posix(name: &str) -> Result<Self, LocaleError> {
        Tag::posix(name).map(Self::resolve)
    }

    /// Derives what follows from a tag.
    fn resolve(tag: Tag) -> Self {
        let data = data::supplemental();
        let tag = tag.canonical(data);
        let (script, region) = data.likely(tag.language, tag.script, tag.region);
        let row = row::find(data, &tag, script, region);
        let mut locale = Locale {
            language: tag.language,
            script,
            region,
            explicit: (tag.script.is_some(), tag.region.is_some()),
            variant: tag.variant,
            asked: tag.asked,
            digits: data::LATIN,
            has_default_digits: true,
            week: data.week(None),
            calendars: data.calendars(None),
            row,
        };
        locale.derive();
        locale
    }

    /// Derives what depends on the keywords.
    fn derive(&mut self) {
        let data = data::supplemental();
        let preferred = self
            .asked
            .region
            .map(|preferred| data.region_alias(preferred.region));
        let region = preferred.or(self.region);
        self.calendars = data.calendars(region);
        self.week = data.week(region);
        let minimal_days = self.week.rule.minimal_days();
        if let Some(rule) = self
            .asked
            .first_day
            .and_then(|day| WeekRule::new(day, minimal_days))
        {
            self.week.rule = rule;
        }
        self.asked.digits = self
            .asked
            .digits
            .and_then(|asked| data::decimal(self.row, asked));
        let default = data::default_digits(self.row);
        self.digits = self.asked.digits.unwrap_or(default);
        self.has_default_digits = self.digits == default;
        if let Some("islamic" | "islamic-rgsa") = self.asked.calendar.get() {
            let mut own = self.calendars.split(' ');
            let own = own.find(|calendar| calendar.starts_with("islamic-"));
            let parts = own.unwrap_or("islamic-civil").split('-');
            // The names of CLDR are valid and short.
            self.asked.calendar = AskedCalendar::join(parts).unwrap_or_default();
        }
    }

    /// Returns the same locale with another calendar: an identifier of Unicode, or the name of a
    /// calendar of your application.
    ///
    /// # Errors
    /// [`LocaleError::Calendar`]: the name does not consist of parts of 3 to 8 ASCII letters and
    /// digits, with a `-` between them. [`LocaleError::CalendarTooLong`]: it has more than
    /// [`MAX_CALENDAR_LEN`](Self::MAX_CALENDAR_LEN) bytes.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// let locale = Locale::new("en-GB")?.with_calendar("islamic-civil")?;
    /// assert_eq!(locale.to_string(), "en-GB-u-ca-islamic-civil");
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    pub fn with_calendar(mut self, calendar: &str) -> Result<Self, LocaleError> {
        self.asked.calendar = AskedCalendar::join(calendar.split('-'))?;
        self.derive();
        Ok(self)
    }

    /// Returns the same locale with other digits: the name of a decimal numbering system of Unicode,
    /// or `native`.
    ///
    /// # Errors
    /// [`LocaleError::Digits`]: there is no decimal numbering system of this name.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// # #[cfg(feature = "cldr")]
    /// assert_eq!(Locale::new("hi")?.with_digits("native")?.digits(), "deva");
    /// assert!(Locale::new("hi")?.with_digits("roman").is_err());
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    pub fn with_digits(mut self, digits: &str) -> Result<Self, LocaleError> {
        let asked = Subtag::try_from_str(digits).ok();
        let asked = asked.and_then(|asked| data::decimal(self.row, asked));
        self.asked.digits = Some(asked.ok_or(LocaleError::Digits)?);
        self.derive();
        Ok(self)
    }

    /// Returns the language, a code of two or three letters, or `und`.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// assert_eq!(Locale::new("pt-BR")?.language(), "pt");
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    #[must_use]
    pub fn language(&self) -> &str {
        self.language.as_str()
    }

    /// Returns the script, as the tag says or as it is most likely. `None` if it is not known.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// # #[cfg(feature = "cldr")]
    /// assert_eq!(Locale::new("zh-TW")?.script(), Some("Hant"));
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    #[must_use]
    pub fn script(&self) -> Option<&str> {
        self.script.as_ref().map(Script::as_str)
    }

    /// Returns the region, as the tag says or as it is most likely. `None` if it is not known.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// assert_eq!(Locale::new("de-AT")?.region(), Some("AT"));
    /// # #[cfg(feature = "cldr")]
    /// assert_eq!(Locale::new("de")?.region(), Some("DE"));
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.region.as_ref().map(Region::as_str)
    }

    /// Returns whether lines go from right to left in the script of the locale.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// # #[cfg(feature = "cldr")]
    /// assert!(Locale::new("pa-PK")?.is_right_to_left());
    /// assert!(!Locale::new("pa-IN")?.is_right_to_left());
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    #[must_use]
    pub fn is_right_to_left(&self) -> bool {
        let data = data::supplemental();
        self.script
            .is_some_and(|script| data.is_right_to_left(script))
    }

    /// Returns the calendar that the tag asks for, or else the one that is preferred in the region:
    /// an identifier of Unicode, or the name of a calendar of your application.
    ///
    /// The region is that of `rg`, else that of the tag, else the likely one. `islamic` and
    /// `islamic-rgsa` stand for the first Islamic calendar of the region, or else `islamic-civil`.
    /// [`Guard::calendar_for`](crate::Guard::calendar_for) resolves it.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// # #[cfg(feature = "cldr")] {
    /// assert_eq!(Locale::new("th")?.calendar(), "buddhist");
    /// assert_eq!(Locale::new("en-TH")?.calendar(), "buddhist");
    /// assert_eq!(Locale::new("th-u-rg-uszzzz")?.calendar(), "gregory");
    /// assert_eq!(Locale::new("ar-SA")?.calendar(), "gregory");
    /// assert_eq!(Locale::new("ar-SA-u-ca-islamic")?.calendar(), "islamic-umalqura");
    /// # }
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    #[must_use]
    pub fn calendar(&self) -> &str {
        self.calendars().next().unwrap_or_default()
    }

    /// Iterates over the calendars that are used: first the one that the tag asks for, then those of
    /// the region by preference. `gregory` is among them, and none occurs twice.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// # #[cfg(feature = "cldr")] {
    /// let locale = Locale::new("ar-AE-u-ca-hebrew")?;
    /// let calendars: Vec<&str> = locale.calendars().collect();
    /// assert_eq!(
    ///     calendars,
    ///     ["hebrew", "gregory", "islamic-umalqura", "islamic-civil", "islamic-tbla"],
    /// );
    /// # }
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    pub fn calendars(&self) -> impl Iterator<Item = &str> {
        let asked = self.asked.calendar.get();
        let region = self.calendars.split(' ');
        let others = region.filter(move |calendar| Some(*calendar) != asked);
        asked.into_iter().chain(others)
    }

    /// Returns the numbering system whose digits the locale uses, by its identifier of Unicode: the
    /// one that the tag asks for, or else the default of the language.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// # #[cfg(feature = "cldr")]
    /// assert_eq!(Locale::new("ar-EG")?.digits(), "arab");
    /// assert_eq!(Locale::new("ar-EG-u-nu-latn")?.digits(), "latn");
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    #[must_use]
    pub fn digits(&self) -> &str {
        self.digits.as_str()
    }

    /// Returns the first day of a week, as the tag says or as is usual in the region, and the minimal
    /// number of days of the first week of a year.
    ///
    /// ```
    /// # use calendar_registry::{Locale, WeekRule, Weekday};
    /// assert_eq!(Locale::new("de")?.week_rule(), WeekRule::ISO);
    /// # #[cfg(feature = "cldr")] {
    /// let american = Locale::new("en-US")?.week_rule();
    /// assert_eq!(american, WeekRule::new(Weekday::Sunday, 1).unwrap());
    /// # }
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    #[must_use]
    pub fn week_rule(&self) -> WeekRule {
        self.week.rule
    }

    /// Iterates over the days of the weekend in the region, from Monday on.
    ///
    /// ```
    /// # use calendar_registry::{Locale, Weekday};
    /// # #[cfg(feature = "cldr")]
    /// assert!(Locale::new("fa-IR")?.weekend().eq([Weekday::Friday]));
    /// assert!(Locale::new("en")?.weekend().eq([Weekday::Saturday, Weekday::Sunday]));
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    pub fn weekend(&self) -> impl Iterator<Item = Weekday> + use<> {
        const BITS: [u8; 7] = [1, 2, 4, 8, 16, 32, 64];
        let days = self.week.weekend;
        let week = Weekday::ALL.into_iter().zip(BITS);
        week.filter(move |(_, bit)| days & bit != 0)
            .map(|(day, _)| day)
    }

    /// Returns the tag of the locale of CLDR whose names and patterns are used: this one, or one of
    /// the same language and script. `und` if CLDR has none, or without the feature `cldr`: months
    /// are then called `M01` and dates look like `2026-11-25`.
    ///
    /// ```
    /// # use calendar_registry::Locale;
    /// # #[cfg(feature = "cldr")] {
    /// assert_eq!(Locale::new("zh-TW")?.data_locale(), "zh-Hant");
    /// assert_eq!(Locale::new("de-JP")?.data_locale(), "de");
    /// assert_eq!(Locale::new("iw")?.data_locale(), "he");
    /// // No text in another script.
    /// assert_eq!(Locale::new("ru-Latn")?.data_locale(), "und");
    /// # }
    /// assert_eq!(Locale::new("tlh")?.data_locale(), "und");
    /// # Ok::<(), calendar_registry::LocaleError>(())
    /// ```
    #[must_use]
    pub fn data_locale(&self) -> &'static str {
        data::tag(self.row)
    }

    /// Returns the row of the tables of CLDR.
    pub(crate) fn row(&self) -> Row {
        self.row
    }

    /// Returns whether the digits are those of the language.
    pub(crate) fn has_default_digits(&self) -> bool {
        self.has_default_digits
    }
}

/// The root locale, `und`: no language and no region.
///
/// ```
/// # use calendar_registry::Locale;
/// assert_eq!(Locale::default().to_string(), "und");
/// ```
impl Default for Locale {
    fn default() -> Self {
        Locale::resolve(Tag::ROOT)
    }
}

/// Reads a BCP 47 tag, as [`Locale::new`] does.
impl FromStr for Locale {
    type Err = LocaleError;

    fn from_str(tag: &str) -> Result<Self, LocaleError> {
        Self::new(tag)
    }
}

/// Writes the tag in canonical form, with the keywords that count. Reading it gives an equal locale.
///
/// ```
/// # use calendar_registry::Locale;
/// let locale = Locale::new("PT-br-u-nu-latn-hc-h12-ca-gregory-x-private")?;
/// assert_eq!(locale.to_string(), "pt-BR-u-ca-gregory-nu-latn");
/// # Ok::<(), calendar_registry::LocaleError>(())
/// ```
impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.language.as_str())?;
        let script = self.script.filter(|_| self.explicit.0);
        let region = self.region.filter(|_| self.explicit.1);
        let subtags = [
            script.as_ref().map(Script::as_str),
            region.as_ref().map(Region::as_str),
            self.variant.as_ref().map(Variant::as_str),
        ];
        for subtag in subtags.into_iter().flatten() {
            write!(f, "-{subtag}")?;
        }
        let asked = &self.asked;
        if *asked == Asked::default() {
            return Ok(());
        }
        f.write_str("-u")?;
        if let Some(calendar) = asked.calendar.get() {
            write!(f, "-ca-{calendar}")?;
        }
        if let Some(day) = asked.first_day {
            write!(f, "-fw-{}", tag::code(day))?;
        }
        if let Some(digits) = &asked.digits {
            write!(f, "-nu-{}", digits.as_str())?;
        }
        if let Some(region) = asked.region {
            write!(f, "-rg-{}", region.into_subtag().as_str())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({self})")
    }
}
