//! [`Cldr`]: the calendars that CLDR has names and patterns for.

/// A calendar that CLDR has names and patterns for, by its Unicode identifier.
///
/// ```
/// use calendar_registry::Cldr;
///
/// assert_eq!(Cldr::Gregorian.unicode_id(), "gregory");
/// assert_eq!(Cldr::from_unicode_id("persian"), Some(Cldr::Persian));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[expect(missing_docs, reason = "named as the calendars are")]
#[non_exhaustive]
pub enum Cldr {
    Buddhist,
    Chinese,
    Coptic,
    Dangi,
    Ethiopic,
    EthiopicAmeteAlem,
    Gregorian,
    Hebrew,
    Indian,
    Islamic,
    IslamicCivil,
    IslamicTabular,
    IslamicUmmAlQura,
    Iso8601,
    Japanese,
    Persian,
    Roc,
}

impl Cldr {
    /// All calendars, in the order of their identifiers.
    ///
    /// ```
    /// # use calendar_registry::Cldr;
    /// assert_eq!(Cldr::ALL.first(), Some(&Cldr::Buddhist));
    /// ```
    pub const ALL: [Cldr; 17] = [
        Cldr::Buddhist,
        Cldr::Chinese,
        Cldr::Coptic,
        Cldr::Dangi,
        Cldr::EthiopicAmeteAlem,
        Cldr::Ethiopic,
        Cldr::Gregorian,
        Cldr::Hebrew,
        Cldr::Indian,
        Cldr::Islamic,
        Cldr::IslamicCivil,
        Cldr::IslamicTabular,
        Cldr::IslamicUmmAlQura,
        Cldr::Iso8601,
        Cldr::Japanese,
        Cldr::Persian,
        Cldr::Roc,
    ];

    /// Returns the identifier in Unicode locales (`u-ca`).
    ///
    /// ```
    /// # use calendar_registry::Cldr;
    /// assert_eq!(Cldr::Roc.unicode_id(), "roc");
    /// ```
    #[must_use]
    pub fn unicode_id(self) -> &'static str {
        match self {
            Cldr::Buddhist => "buddhist",
            Cldr::Chinese => "chinese",
            Cldr::Coptic => "coptic",
            Cldr::Dangi => "dangi",
            Cldr::Ethiopic => "ethiopic",
            Cldr::EthiopicAmeteAlem => "ethioaa",
            Cldr::Gregorian => "gregory",
            Cldr::Hebrew => "hebrew",
            Cldr::Indian => "indian",
            Cldr::Islamic => "islamic",
            Cldr::IslamicCivil => "islamic-civil",
            Cldr::IslamicTabular => "islamic-tbla",
            Cldr::IslamicUmmAlQura => "islamic-umalqura",
            Cldr::Iso8601 => "iso8601",
            Cldr::Japanese => "japanese",
            Cldr::Persian => "persian",
            Cldr::Roc => "roc",
        }
    }

    /// Returns the calendar with this identifier, in lower case.
    ///
    /// ```
    /// # use calendar_registry::Cldr;
    /// assert_eq!(Cldr::from_unicode_id("julian"), None);
    /// ```
    #[must_use]
    pub fn from_unicode_id(id: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|calendar| calendar.unicode_id() == id)
    }
}
