//! The calendars of ICU4X, as a user would register them: the arithmetic has to do with what
//! a backend says, whoever wrote it.

use calendar_registry::{
    Backend, Calendar, DateError, JulianDay, MonthCode, Properties, Registry, YearMonthDay,
};
use icu_calendar::options::{DateFromFieldsOptions, Overflow};
use icu_calendar::types::{DateFields, LeapStatus, RataDie};
use icu_calendar::{AnyCalendar, AnyCalendarKind, Ref};

pub(crate) type IcuDate<'c> = icu_calendar::Date<Ref<'c, AnyCalendar>>;

/// The years that are there, by ICU4X's extended year.
const FIRST: i32 = -9_000;
const LAST: i32 = 9_000;
const RATA_DIE: i64 = 1_721_425;

pub(crate) struct Foreign {
    name: &'static str,
    calendar: AnyCalendar,
    properties: Properties,
}

/// By their identifiers in Unicode locales.
pub(crate) const ALL: [(&str, AnyCalendarKind); 17] = [
    ("buddhist", AnyCalendarKind::Buddhist),
    ("chinese", AnyCalendarKind::Chinese),
    ("coptic", AnyCalendarKind::Coptic),
    ("dangi", AnyCalendarKind::Dangi),
    ("ethioaa", AnyCalendarKind::EthiopianAmeteAlem),
    ("ethiopic", AnyCalendarKind::Ethiopian),
    ("gregory", AnyCalendarKind::Gregorian),
    ("hebrew", AnyCalendarKind::Hebrew),
    ("indian", AnyCalendarKind::Indian),
    ("islamic-civil", AnyCalendarKind::HijriTabularTypeIIFriday),
    ("islamic-tbla", AnyCalendarKind::HijriTabularTypeIIThursday),
    ("islamic-umalqura", AnyCalendarKind::HijriUmmAlQura),
    ("iso8601", AnyCalendarKind::Iso),
    ("japanese", AnyCalendarKind::Japanese),
    ("julian", AnyCalendarKind::Julian),
    ("persian", AnyCalendarKind::Persian),
    ("roc", AnyCalendarKind::Roc),
];

/// All of them, registered.
pub(crate) fn registered() -> Vec<Calendar> {
    let registry = Registry::new();
    let foreign = ALL.map(|(name, kind)| Foreign::new(name, kind));
    let calendars = foreign.map(|calendar| registry.register(calendar).unwrap());
    calendars.into()
}

impl Foreign {
    fn new(name: &'static str, kind: AnyCalendarKind) -> Self {
        let properties = match kind {
            AnyCalendarKind::Chinese | AnyCalendarKind::Dangi => {
                Properties::lunisolar().month_lengths(29, 30).months(12, 13)
            }
            AnyCalendarKind::Hebrew => Properties::lunisolar()
                .month_lengths(29, 30)
                .months(12, 13)
                .leap_month_leads(true),
            AnyCalendarKind::Coptic
            | AnyCalendarKind::Ethiopian
            | AnyCalendarKind::EthiopianAmeteAlem => {
                Properties::solar().month_lengths(5, 30).months(13, 13)
            }
            AnyCalendarKind::HijriTabularTypeIIFriday
            | AnyCalendarKind::HijriTabularTypeIIThursday
            | AnyCalendarKind::HijriUmmAlQura => Properties::lunar(),
            _ => Properties::solar(),
        };
        Foreign {
            name,
            calendar: AnyCalendar::new(kind),
            properties: properties.year_zero(true),
        }
    }

    /// The date in ICU4X, if it is one.
    pub(crate) fn icu(&self, date: YearMonthDay) -> Option<IcuDate<'_>> {
        let mut fields = DateFields::default();
        fields.extended_year = Some(date.year);
        fields.ordinal_month = Some(date.month);
        fields.day = Some(date.day);
        let mut options = DateFromFieldsOptions::default();
        options.overflow = Some(Overflow::Reject);
        IcuDate::try_from_fields(fields, options, Ref(&self.calendar)).ok()
    }

    pub(crate) fn of_day(&self, day: JulianDay) -> IcuDate<'_> {
        IcuDate::from_rata_die(RataDie::new(day.number() - RATA_DIE), Ref(&self.calendar))
    }

    pub(crate) fn icu_calendar(&self) -> &AnyCalendar {
        &self.calendar
    }

    fn first_of_month(&self, year: i32, month: u8) -> Result<IcuDate<'_>, DateError> {
        if !(FIRST..=LAST).contains(&year) {
            return Err(DateError::Year {
                first: FIRST,
                last: LAST,
            });
        }
        self.icu(YearMonthDay::new(year, month, 1)).ok_or_else(|| {
            let first = self.icu(YearMonthDay::new(year, 1, 1)).unwrap();
            let last = first.months_in_year();
            DateError::Month { month, last }
        })
    }
}

pub(crate) fn julian_day(date: &IcuDate<'_>) -> JulianDay {
    JulianDay::new(date.to_rata_die().to_i64_date() + RATA_DIE)
}

pub(crate) fn year_month_day(date: &IcuDate<'_>) -> YearMonthDay {
    YearMonthDay::new(
        date.year().extended_year(),
        date.month().ordinal,
        date.day_of_month().0,
    )
}

impl Backend for Foreign {
    fn names(&self) -> Vec<&str> {
        vec![self.name]
    }

    fn unicode_id(&self) -> Option<&str> {
        Some(self.name)
    }

    fn properties(&self) -> Properties {
        self.properties
    }

    fn julian_day(&self, date: YearMonthDay) -> Result<JulianDay, DateError> {
        let last = self.first_of_month(date.year, date.month)?.days_in_month();
        let found = self.icu(date).ok_or(DateError::Day {
            day: date.day,
            last,
        })?;
        Ok(julian_day(&found))
    }

    fn date(&self, day: JulianDay) -> Result<YearMonthDay, DateError> {
        let end = YearMonthDay::new(LAST, 12, 1);
        let [first, last] = [YearMonthDay::new(FIRST, 1, 1), end].map(|date| {
            let date = self.icu(date).unwrap();
            julian_day(&date)
        });
        if (first..=last).contains(&day) {
            return Ok(year_month_day(&self.of_day(day)));
        }
        Err(DateError::JulianDay { day, first, last })
    }

    fn is_leap_year(&self, year: i32) -> bool {
        let first = self.first_of_month(year, 1);
        first.is_ok_and(|first| first.is_in_leap_year())
    }

    fn days_in_month(&self, year: Option<i32>, month: u8) -> Result<u8, DateError> {
        let Some(year) = year else {
            return Ok(self.properties.longest_month());
        };
        Ok(self.first_of_month(year, month)?.days_in_month())
    }

    fn months_in_year(&self, year: i32) -> Result<u8, DateError> {
        Ok(self.first_of_month(year, 1)?.months_in_year())
    }

    fn leap_month(&self, year: i32) -> Result<Option<u8>, DateError> {
        for month in 1..=self.months_in_year(year)? {
            let found = self.first_of_month(year, month)?.month();
            if found.leap_status() == LeapStatus::Leap {
                return Ok(Some(month));
            }
        }
        Ok(None)
    }

    fn has_month_code(&self, code: MonthCode) -> bool {
        let common = code.number() <= self.properties.fewest_months() && !code.is_leap();
        let leap = code.number() <= 12 && self.properties.is_lunisolar();
        // Adar is the only month of the Hebrew calendar that a leap month precedes.
        common || (leap && (self.name != "hebrew" || code.number() == 5))
    }
}
