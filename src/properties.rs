//! [`Properties`]: the fixed facts of a calendar system.
#![forbid(unsafe_code)]

/// The fixed facts of a calendar system, built from one of the four kinds:
///
/// ```
/// use calendar_registry::Properties;
///
/// const FISCAL: Properties = Properties::solar().month_lengths(28, 35);
/// assert!(FISCAL.is_solar() && FISCAL.is_proleptic() && !FISCAL.has_year_zero());
/// assert_eq!(FISCAL.longest_month(), 35);
///
/// const HEBREW: Properties = Properties::lunisolar().proleptic(false);
/// assert_eq!(HEBREW.most_months(), 13);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Properties {
    kind: Kind,
    gregorian: bool,
    proleptic: bool,
    year_zero: bool,
    leap_month_leads: bool,
    shortest_month: u8,
    longest_month: u8,
    fewest_months: u8,
    most_months: u8,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Kind {
    Solar,
    Lunar,
    Lunisolar,
    Other,
}

impl Properties {
    const fn of(kind: Kind, days: (u8, u8), months: (u8, u8)) -> Self {
        Properties {
            kind,
            gregorian: false,
            proleptic: true,
            year_zero: false,
            leap_month_leads: false,
            shortest_month: days.0,
            longest_month: days.1,
            fewest_months: months.0,
            most_months: months.1,
        }
    }

    /// A solar calendar: twelve months of 28 to 31 days unless said otherwise,
    /// proleptic, without a year 0.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::solar().is_solar());
    /// ```
    #[must_use]
    pub const fn solar() -> Self {
        Self::of(Kind::Solar, (28, 31), (12, 12))
    }

    /// A lunar calendar: twelve months of 29 or 30 days unless said otherwise,
    /// proleptic, without a year 0.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::lunar().shortest_month(), 29);
    /// ```
    #[must_use]
    pub const fn lunar() -> Self {
        Self::of(Kind::Lunar, (29, 30), (12, 12))
    }

    /// A lunisolar calendar: twelve or thirteen months of 29 or 30 days unless said
    /// otherwise, proleptic, without a year 0.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::lunisolar().most_months(), 13);
    /// ```
    #[must_use]
    pub const fn lunisolar() -> Self {
        Self::of(Kind::Lunisolar, (29, 30), (12, 13))
    }

    /// A calendar that follows neither sun nor moon: twelve months of 28 to 31
    /// days unless said otherwise, proleptic, without a year 0.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// let weeks = Properties::other().month_lengths(7, 7).months(52, 53);
    /// assert!(!weeks.is_solar() && !weeks.is_lunar());
    /// ```
    #[must_use]
    pub const fn other() -> Self {
        Self::of(Kind::Other, (28, 31), (12, 12))
    }

    /// The shortest and the longest month of any year, in days.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::solar().month_lengths(29, 31).shortest_month(), 29);
    /// ```
    #[must_use]
    pub const fn month_lengths(mut self, shortest: u8, longest: u8) -> Self {
        self.shortest_month = shortest;
        self.longest_month = longest;
        self
    }

    /// The smallest and the largest number of months that a year has. Where they
    /// differ, the calendar overrides
    /// [`Backend::months_in_year`](crate::Backend::months_in_year).
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::solar().months(13, 13).most_months(), 13);
    /// ```
    #[must_use]
    pub const fn months(mut self, fewest: u8, most: u8) -> Self {
        self.fewest_months = fewest;
        self.most_months = most;
        self
    }

    /// Whether there is a year 0 between −1 and 1.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::solar().year_zero(true).has_year_zero());
    /// ```
    #[must_use]
    pub const fn year_zero(mut self, exists: bool) -> Self {
        self.year_zero = exists;
        self
    }

    /// Whether the calendar names days before its own beginning.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(!Properties::solar().proleptic(false).is_proleptic());
    /// ```
    #[must_use]
    pub const fn proleptic(mut self, proleptic: bool) -> Self {
        self.proleptic = proleptic;
        self
    }

    /// Whether a leap month belongs to the month after it, as Adar I to Adar, and not to the one
    /// before. In a year without it, a date of that month goes to the month that it belongs to.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(!Properties::lunisolar().does_leap_month_lead());
    /// assert!(Properties::lunisolar().leap_month_leads(true).does_leap_month_lead());
    /// ```
    #[must_use]
    pub const fn leap_month_leads(mut self, leads: bool) -> Self {
        self.leap_month_leads = leads;
        self
    }

    /// Marks the Gregorian calendar itself.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::solar().gregorian().is_gregorian());
    /// ```
    #[must_use]
    pub const fn gregorian(mut self) -> Self {
        self.gregorian = true;
        self
    }

    /// Whether the years follow the sun and the months do not follow the moon.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::solar().is_solar());
    /// ```
    #[must_use]
    pub const fn is_solar(&self) -> bool {
        matches!(self.kind, Kind::Solar)
    }

    /// Whether the months follow the moon and the years do not follow the sun.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::lunar().is_lunar());
    /// ```
    #[must_use]
    pub const fn is_lunar(&self) -> bool {
        matches!(self.kind, Kind::Lunar)
    }

    /// Whether the months follow the moon, with leap months to keep up with the sun.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::lunisolar().is_lunisolar());
    /// ```
    #[must_use]
    pub const fn is_lunisolar(&self) -> bool {
        matches!(self.kind, Kind::Lunisolar)
    }

    /// Whether this is the Gregorian calendar itself.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(!Properties::solar().is_gregorian());
    /// ```
    #[must_use]
    pub const fn is_gregorian(&self) -> bool {
        self.gregorian
    }

    /// Whether the calendar names days before its own beginning.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::solar().is_proleptic());
    /// ```
    #[must_use]
    pub const fn is_proleptic(&self) -> bool {
        self.proleptic
    }

    /// Whether there is a year 0 between −1 and 1.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(!Properties::solar().has_year_zero());
    /// ```
    #[must_use]
    pub const fn has_year_zero(&self) -> bool {
        self.year_zero
    }

    /// Whether a leap month belongs to the month after it.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(!Properties::lunisolar().does_leap_month_lead());
    /// ```
    #[must_use]
    pub const fn does_leap_month_lead(&self) -> bool {
        self.leap_month_leads
    }

    /// The length of the shortest month of any year, in days.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::solar().shortest_month(), 28);
    /// ```
    #[must_use]
    pub const fn shortest_month(&self) -> u8 {
        self.shortest_month
    }

    /// The length of the longest month of any year, in days.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::lunar().longest_month(), 30);
    /// ```
    #[must_use]
    pub const fn longest_month(&self) -> u8 {
        self.longest_month
    }

    /// The smallest number of months that a year has.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::lunisolar().fewest_months(), 12);
    /// ```
    #[must_use]
    pub const fn fewest_months(&self) -> u8 {
        self.fewest_months
    }

    /// The largest number of months that a year has.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::lunisolar().most_months(), 13);
    /// ```
    #[must_use]
    pub const fn most_months(&self) -> u8 {
        self.most_months
    }
}
