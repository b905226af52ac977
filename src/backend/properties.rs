//! [`Properties`]: the fixed facts of a calendar system.

use core::num::{NonZeroU16, NonZeroU64};

/// The fixed facts of a calendar system.
///
/// Start from one of the four kinds and set what differs. Each field has a builder method of its
/// own name.
///
/// ```
/// use calendar_registry::{CalendarKind, Properties};
///
/// const FISCAL: Properties = Properties::solar().month_lengths(28, 35);
/// assert_eq!(FISCAL.kind, CalendarKind::Solar);
/// assert!(FISCAL.proleptic && !FISCAL.year_zero);
/// assert_eq!(FISCAL.month_lengths, (28, 35));
///
/// const HEBREW: Properties = Properties::lunisolar().proleptic(false);
/// assert_eq!(HEBREW.months, (12, 13));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub struct Properties {
    /// Whether years and months follow the sun or the moon.
    pub kind: CalendarKind,
    /// Whether this is the Gregorian calendar, by which other software stores its dates.
    pub gregorian: bool,
    /// Whether the calendar extends to days before it was introduced.
    pub proleptic: bool,
    /// Whether a year 0 lies between −1 and 1.
    pub year_zero: bool,
    /// Whether a leap month belongs to the month after it, as Adar I to Adar, and not to the month
    /// before it. In a year without the leap month, its dates move to the month it belongs to.
    pub leap_month_leads: bool,
    /// The number of the common month that every leap month follows, if it is always the same one.
    pub leap_month_after: Option<u8>,
    /// The largest number of months in a year, leap months not counted, of a calendar with leap months
    /// in which years may also differ in their other months. `None` in a calendar without leap
    /// months, and if leap months are the only difference.
    pub common_months: Option<u8>,
    /// The number of years after which the numbers of months per year repeat, and the number of
    /// months in that cycle. With it, adding any number of months takes constant time. A calendar
    /// whose years differ in months visits each year on the way if it has neither a cycle nor a
    /// [`mean_month`](Self::mean_month).
    pub month_cycle: Option<(NonZeroU16, NonZeroU16)>,
    /// The mean length of a month in 10⁻⁹ day, if months deviate little from it: the first days of
    /// two months, however far apart, are a number of mean months apart, with an error of less than
    /// half a month. With it, adding and counting any number of months takes constant time. It has
    /// no effect beside a [`month_cycle`](Self::month_cycle), or if all years have the same number
    /// of months.
    pub mean_month: Option<NonZeroU64>,
    /// The lengths, in days, of the shortest and the longest month of any year.
    pub month_lengths: (u8, u8),
    /// The smallest and the largest number of months in a year.
    pub months: (u8, u8),
}

/// What years and months follow.
///
/// ```
/// use calendar_registry::{Backend, CalendarKind, calendars::Hebrew};
///
/// assert_eq!(Hebrew.properties().kind, CalendarKind::Lunisolar);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum CalendarKind {
    /// Years follow the sun, months do not follow the moon.
    Solar,
    /// Months follow the moon, years do not follow the sun.
    Lunar,
    /// Months follow the moon, and leap months keep the years close to the sun.
    Lunisolar,
    /// Neither years nor months follow sun or moon.
    Other,
}

impl Properties {
    const fn new(kind: CalendarKind, month_lengths: (u8, u8), months: (u8, u8)) -> Self {
        Properties {
            kind,
            gregorian: false,
            proleptic: true,
            year_zero: false,
            leap_month_leads: false,
            leap_month_after: None,
            common_months: None,
            month_cycle: None,
            mean_month: None,
            month_lengths,
            months,
        }
    }

    /// Describes a solar calendar: twelve months of 28 to 31 days, proleptic, no year 0.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::solar().is_solar());
    /// ```
    #[must_use]
    pub const fn solar() -> Self {
        Self::new(CalendarKind::Solar, (28, 31), (12, 12))
    }

    /// Describes a lunar calendar: twelve months of 29 or 30 days, proleptic, no year 0.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::lunar().month_lengths, (29, 30));
    /// ```
    #[must_use]
    pub const fn lunar() -> Self {
        Self::new(CalendarKind::Lunar, (29, 30), (12, 12))
    }

    /// Describes a lunisolar calendar: twelve or thirteen months of 29 or 30 days, proleptic, no
    /// year 0.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::lunisolar().months, (12, 13));
    /// ```
    #[must_use]
    pub const fn lunisolar() -> Self {
        Self::new(CalendarKind::Lunisolar, (29, 30), (12, 13))
    }

    /// Describes a calendar that follows neither sun nor moon: twelve months of 28 to 31 days,
    /// proleptic, no year 0.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// let weeks = Properties::other().month_lengths(7, 7).months(52, 53);
    /// assert!(!weeks.is_solar() && !weeks.is_lunar());
    /// ```
    #[must_use]
    pub const fn other() -> Self {
        Self::new(CalendarKind::Other, (28, 31), (12, 12))
    }

    /// Sets the lengths of the shortest and the longest month of any year, in days.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::solar().month_lengths(29, 31).month_lengths, (29, 31));
    /// ```
    #[must_use]
    pub const fn month_lengths(mut self, shortest: u8, longest: u8) -> Self {
        self.month_lengths = (shortest, longest);
        self
    }

    /// Sets the smallest and the largest number of months in a year. Where they differ, the
    /// backend overrides [`Backend::months_in_year`](crate::Backend::months_in_year).
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert_eq!(Properties::solar().months(13, 13).months, (13, 13));
    /// ```
    #[must_use]
    pub const fn months(mut self, fewest: u8, most: u8) -> Self {
        self.months = (fewest, most);
        self
    }

    /// Sets whether a year 0 lies between −1 and 1.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::solar().year_zero(true).year_zero);
    /// ```
    #[must_use]
    pub const fn year_zero(mut self, exists: bool) -> Self {
        self.year_zero = exists;
        self
    }

    /// Sets whether the calendar extends to days before it was introduced.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(!Properties::solar().proleptic(false).proleptic);
    /// ```
    #[must_use]
    pub const fn proleptic(mut self, proleptic: bool) -> Self {
        self.proleptic = proleptic;
        self
    }

    /// Sets whether a leap month belongs to the month after it.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::lunisolar().leap_month_leads(true).leap_month_leads);
    /// ```
    #[must_use]
    pub const fn leap_month_leads(mut self, leads: bool) -> Self {
        self.leap_month_leads = leads;
        self
    }

    /// Sets the number of the common month that every leap month follows.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// // Adar I, M05L, follows Shevat.
    /// assert_eq!(Properties::lunisolar().leap_month_after(5).leap_month_after, Some(5));
    /// ```
    #[must_use]
    pub const fn leap_month_after(mut self, number: u8) -> Self {
        self.leap_month_after = Some(number);
        self
    }

    /// Sets the largest number of months in a year, leap months not counted, for a calendar with leap
    /// months whose years may end early, or which is not lunisolar in all of its years.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// // Lunisolar until 1872, solar from then on.
    /// let japan = Properties::solar().months(12, 13).common_months(12);
    /// assert_eq!(japan.common_months, Some(12));
    /// ```
    #[must_use]
    pub const fn common_months(mut self, most: u8) -> Self {
        self.common_months = Some(most);
        self
    }

    /// Sets the cycle after which the numbers of months per year repeat. It has no effect if
    /// either number is 0.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// let metonic = Properties::lunisolar().month_cycle(19, 235);
    /// assert_eq!(metonic.month_cycle.map(|(years, _)| years.get()), Some(19));
    /// ```
    #[must_use]
    pub const fn month_cycle(mut self, years: u16, months: u16) -> Self {
        self.month_cycle = match (NonZeroU16::new(years), NonZeroU16::new(months)) {
            (Some(years), Some(months)) => Some((years, months)),
            _ => None,
        };
        self
    }

    /// Sets the mean length of a month, in 10⁻⁹ day, from which months deviate by less than half a
    /// month in all. It has no effect if it is 0.
    ///
    /// Over the whole range of the calendar, the rounding of the mean must not add up to days: over
    /// 10,000 years, an error of 10⁻⁶ day in it is an eighth of a day.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// // The mean time from one new moon to the next: 29 days, 12 hours, 44 minutes and 2.88 seconds.
    /// let by_new_moons = Properties::lunisolar().mean_month(29_530_588_861);
    /// assert_eq!(by_new_moons.mean_month.map(|mean| mean.get() / 1_000_000_000), Some(29));
    /// ```
    #[must_use]
    pub const fn mean_month(mut self, billionths_of_a_day: u64) -> Self {
        self.mean_month = NonZeroU64::new(billionths_of_a_day);
        self
    }

    /// Marks the Gregorian calendar.
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::solar().gregorian().gregorian);
    /// ```
    #[must_use]
    pub const fn gregorian(mut self) -> Self {
        self.gregorian = true;
        self
    }

    /// Returns whether the kind is [`CalendarKind::Solar`].
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::solar().is_solar());
    /// ```
    #[must_use]
    pub const fn is_solar(&self) -> bool {
        matches!(self.kind, CalendarKind::Solar)
    }

    /// Returns whether the kind is [`CalendarKind::Lunar`].
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::lunar().is_lunar());
    /// ```
    #[must_use]
    pub const fn is_lunar(&self) -> bool {
        matches!(self.kind, CalendarKind::Lunar)
    }

    /// Returns the largest number of months in a year, leap months not counted, and whether there are
    /// leap months.
    pub(crate) const fn common_and_leap_months(&self) -> (u8, bool) {
        let (fewest, most) = self.months;
        match self.common_months {
            Some(common) => (common, true),
            None if self.is_lunisolar() && fewest < most => (fewest, true),
            None => (most, false),
        }
    }

    /// Returns whether the kind is [`CalendarKind::Lunisolar`].
    ///
    /// ```
    /// # use calendar_registry::Properties;
    /// assert!(Properties::lunisolar().is_lunisolar());
    /// ```
    #[must_use]
    pub const fn is_lunisolar(&self) -> bool {
        matches!(self.kind, CalendarKind::Lunisolar)
    }
}
