//! [`CalendarText`] and [`Names`]: what a calendar brings, to be shown in people's languages.

use std::collections::BTreeMap;

use super::symbols::NamedMonth;
use super::{Cldr, Context, Style, Width};
use crate::backend::{Era, MonthCode};
use crate::weekday::Weekday;

/// What the months and eras of a calendar are called, and how its dates are written.
///
/// [`Backend::text`](crate::Backend::text) returns it. The registry asks for it once per
/// registration, checks it, and keeps it, so no user code runs while a date is formatted.
///
/// Each name and each style is looked up by itself, until one is found:
/// 1. the calendar's own [`Names`] in the requested locale, then in its parents of CLDR: `de-AT`,
///    `de`. A name of another length or [`Context`] is taken before the parent's.
/// 2. the name that CLDR has for the calendar that this one is [like](Self::like), in the locale;
/// 3. the calendar's own names in the locale [`otherwise`](Self::otherwise);
/// 4. codes: `M01`, `ce`.
///
/// ```
/// use calendar_registry::{CalendarText, Cldr, MonthCode, Names, Style, Width};
///
/// // The month names of Afghanistan, for every reader of Persian.
/// let dari = ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"];
/// let text = CalendarText::like(Cldr::Persian)
///     .locale("fa", Names::new().months(Width::Wide, dari));
/// # let _ = text;
///
/// // A tenant's periods.
/// let text = CalendarText::codes()
///     .locale(
///         "en",
///         Names::new()
///             .numbered_months(Width::Wide, "Period {0}")
///             .numbered_months(Width::Abbreviated, "P{0}")
///             .eras(Width::Wide, [("fy", "FY")])
///             .style(Style::Long, "MMMM, G y, 'day' d"),
///     )
///     .otherwise("en");
/// # let _ = text;
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[must_use]
pub struct CalendarText {
    pub(crate) like: Option<Cldr>,
    pub(crate) otherwise: Option<String>,
    pub(crate) locales: Vec<(String, Names)>,
}

impl CalendarText {
    /// The largest number of locales that a calendar can bring names for.
    pub const MAX_LOCALES: usize = 64;

    /// Shows codes of months and eras where the calendar has no name of its own.
    ///
    /// ```
    /// # use calendar_registry::CalendarText;
    /// assert_eq!(CalendarText::codes(), CalendarText::default());
    /// ```
    pub fn codes() -> Self {
        Self::default()
    }

    /// Shows what CLDR has for this calendar, in every locale: names, eras by their codes, and
    /// styles.
    ///
    /// ```
    /// # use calendar_registry::{CalendarText, Cldr};
    /// # let _ =
    /// CalendarText::like(Cldr::Ethiopic)
    /// # ;
    /// ```
    pub fn like(calendar: Cldr) -> Self {
        CalendarText {
            like: Some(calendar),
            ..Self::default()
        }
    }

    /// Returns the text without own names: what CLDR has for a calendar, or codes.
    pub(crate) fn of_cldr(like: Option<Cldr>) -> Self {
        like.map_or_else(Self::codes, Self::like)
    }

    /// Adds names in one locale, a BCP 47 tag such as `de` or `zh-Hant`. Names that were added for
    /// the same tag before are kept, unless the new ones replace them.
    ///
    /// ```
    /// # use calendar_registry::{CalendarText, Names};
    /// # let _ =
    /// CalendarText::codes().locale("de", Names::new().calendar_name("Geschäftsjahr"))
    /// # ;
    /// ```
    pub fn locale(mut self, tag: impl Into<String>, names: Names) -> Self {
        let tag = tag.into();
        let mut locales = self.locales.iter_mut();
        match locales.find(|(own, _)| own.eq_ignore_ascii_case(&tag)) {
            Some((_, own)) => own.merge(names),
            None => self.locales.push((tag, names)),
        }
        self
    }

    /// Sets the locale whose own names are shown where no other name is found, before codes.
    ///
    /// ```
    /// # use calendar_registry::{CalendarText, Names, Width};
    /// # let _ =
    /// CalendarText::codes()
    ///     .locale("en", Names::new().numbered_months(Width::Wide, "Period {0}"))
    ///     .otherwise("en")
    /// # ;
    /// ```
    pub fn otherwise(mut self, tag: impl Into<String>) -> Self {
        self.otherwise = Some(tag.into());
        self
    }

    /// Leaves out the names of eras that are not in the list: of a calendar that has the names of
    /// another one, and other eras.
    pub(crate) fn with_names_of(mut self, eras: &[Era]) -> Self {
        for (_, names) in &mut self.locales {
            let is_known = |code: &str| eras.iter().any(|era| era.is_called(code));
            names.eras.retain(|(_, code, _)| is_known(code));
        }
        self
    }

    /// Returns the own names of a locale, by its tag.
    pub(crate) fn of(&self, tag: &str) -> Option<&Names> {
        let mut locales = self.locales.iter();
        locales.find_map(|(own, names)| own.eq_ignore_ascii_case(tag).then_some(names))
    }
}

/// Names of a calendar in one locale, and how its dates are written there. All are optional; see
/// [`CalendarText`] for what is shown instead.
///
/// ```
/// use calendar_registry::{MonthCode, Names, Width};
///
/// let names = Names::new()
///     .months(Width::Wide, ["Frost", "Thaw", "Flood", "Seed", "Hay", "Corn"])
///     .months(Width::Abbreviated, ["Fro", "Tha", "Flo", "See", "Hay", "Cor"]);
/// assert_ne!(names, Names::new());
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[must_use]
pub struct Names {
    names: BTreeMap<(Item, Width, Context), String>,
    eras: Vec<(Width, String, String)>,
    styles: BTreeMap<Style, String>,
    calendar_name: Option<String>,
}

/// What a name is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Item {
    /// The common month of this number.
    Month(u8),
    /// The leap month after the common month of this number.
    LeapMonth(u8),
    /// The common month of this number, in a leap year.
    InLeapYear(u8),
    /// A pattern with `{0}` for the number.
    NumberedMonth,
    Weekday(Weekday),
    Quarter(u8),
}

impl Item {
    /// Returns the number of the common month that it belongs to, or 0.
    pub(crate) fn month_number(self) -> u8 {
        match self {
            Item::Month(number) | Item::LeapMonth(number) | Item::InLeapYear(number) => number,
            Item::NumberedMonth | Item::Weekday(_) | Item::Quarter(_) => 0,
        }
    }
}

impl Names {
    /// Creates an empty set of names.
    ///
    /// ```
    /// # use calendar_registry::Names;
    /// assert_eq!(Names::new(), Names::default());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    fn set(
        mut self,
        width: Width,
        context: Context,
        items: impl IntoIterator<Item = (Item, String)>,
    ) -> Self {
        let keyed = items.into_iter();
        let keyed = keyed.map(|(item, name)| ((item, width, context), name));
        self.names.extend(keyed);
        self
    }

    /// Sets the names of the common months, as they are written inside a date. There must be as
    /// many as a common year has months; the registry checks it.
    ///
    /// ```
    /// # use calendar_registry::{Names, Width};
    /// # let _ =
    /// Names::new().months(Width::Wide, ["ledna", "února", "března"])
    /// # ;
    /// ```
    pub fn months(self, width: Width, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.set(width, Context::Format, numbered(names, Item::Month))
    }

    /// Sets the names of the common months as they stand alone, in a heading.
    ///
    /// ```
    /// # use calendar_registry::{Names, Width};
    /// # let _ =
    /// Names::new().months_alone(Width::Wide, ["leden", "únor", "březen"])
    /// # ;
    /// ```
    pub fn months_alone(
        self,
        width: Width,
        names: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.set(width, Context::Standalone, numbered(names, Item::Month))
    }

    /// Names every month by its number: `{0}` in the pattern stands for it, in the locale's digits.
    ///
    /// ```
    /// # use calendar_registry::{Names, Width};
    /// # let _ =
    /// Names::new().numbered_months(Width::Wide, "Period {0}")
    /// # ;
    /// ```
    pub fn numbered_months(self, width: Width, pattern: impl Into<String>) -> Self {
        let item = (Item::NumberedMonth, pattern.into());
        self.set(width, Context::Format, [item])
    }

    /// Sets the name of a leap month. Without it, the name of the common month before it is used
    /// with the mark that CLDR has for leap months.
    ///
    /// ```
    /// # use calendar_registry::{MonthCode, Names, Width};
    /// let adar: MonthCode = "M05L".parse()?;
    /// # let _ =
    /// Names::new().leap_month(adar, Width::Wide, "Adar I")
    /// # ;
    /// # Ok::<(), calendar_registry::ParseMonthCodeError>(())
    /// ```
    pub fn leap_month(self, code: MonthCode, width: Width, name: impl Into<String>) -> Self {
        let item = match code.is_leap() {
            true => Item::LeapMonth(code.number()),
            false => Item::Month(code.number()),
        };
        self.set(width, Context::Format, [(item, name.into())])
    }

    /// Sets the name that a common month has in leap years, if it is another one.
    ///
    /// ```
    /// # use calendar_registry::{MonthCode, Names, Width};
    /// let adar: MonthCode = "M06".parse()?;
    /// # let _ =
    /// Names::new().in_leap_year(adar, Width::Wide, "Adar II")
    /// # ;
    /// # Ok::<(), calendar_registry::ParseMonthCodeError>(())
    /// ```
    pub fn in_leap_year(self, code: MonthCode, width: Width, name: impl Into<String>) -> Self {
        let item = (Item::InLeapYear(code.number()), name.into());
        self.set(width, Context::Format, [item])
    }

    /// Sets the names of weekdays, from Monday to Sunday.
    ///
    /// ```
    /// # use calendar_registry::{Names, Width};
    /// # let _ =
    /// Names::new().weekdays(Width::Short, ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"])
    /// # ;
    /// ```
    pub fn weekdays(self, width: Width, names: [impl Into<String>; 7]) -> Self {
        let names = names.into_iter().map(Into::into);
        let items = Weekday::ALL.map(Item::Weekday).into_iter().zip(names);
        self.set(width, Context::Format, items)
    }

    /// Sets the names of the four quarters of a year.
    ///
    /// ```
    /// # use calendar_registry::{Names, Width};
    /// # let _ =
    /// Names::new().quarters(Width::Abbreviated, ["Q1", "Q2", "Q3", "Q4"])
    /// # ;
    /// ```
    pub fn quarters(self, width: Width, names: [impl Into<String>; 4]) -> Self {
        self.set(width, Context::Format, numbered(names, Item::Quarter))
    }

    /// Sets the names of eras, each by its code. The registry refuses codes that
    /// [`Backend::eras`](crate::Backend::eras) does not have.
    ///
    /// ```
    /// # use calendar_registry::{Names, Width};
    /// # let _ =
    /// Names::new().eras(Width::Abbreviated, [("fy", "FY")])
    /// # ;
    /// ```
    pub fn eras(
        mut self,
        width: Width,
        names: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>,
    ) -> Self {
        for (code, name) in names {
            let code = code.into();
            self.eras
                .retain(|(other, own, _)| (*other, own) != (width, &code));
            self.eras.push((width, code, name.into()));
        }
        self
    }

    /// Sets how dates of a style are written: a pattern of UTS 35 with the letters of dates.
    ///
    /// ```
    /// # use calendar_registry::{Names, Style};
    /// # let _ =
    /// Names::new().style(Style::Long, "d MMMM y")
    /// # ;
    /// ```
    pub fn style(mut self, style: Style, pattern: impl Into<String>) -> Self {
        self.styles.insert(style, pattern.into());
        self
    }

    /// Sets what the calendar itself is called.
    ///
    /// ```
    /// # use calendar_registry::Names;
    /// # let _ =
    /// Names::new().calendar_name("Fiscal year")
    /// # ;
    /// ```
    pub fn calendar_name(mut self, name: impl Into<String>) -> Self {
        self.calendar_name = Some(name.into());
        self
    }

    fn merge(&mut self, newer: Names) {
        self.names.extend(newer.names);
        self.styles.extend(newer.styles);
        let kept = core::mem::take(&mut self.eras).into_iter();
        let is_replaced = |era: &(Width, String, String)| {
            let mut newer = newer.eras.iter();
            newer.any(|(width, code, _)| (*width, code) == (era.0, &era.1))
        };
        self.eras = kept.filter(|era| !is_replaced(era)).collect();
        self.eras.extend(newer.eras);
        self.calendar_name = newer.calendar_name.or(self.calendar_name.take());
    }

    /// Returns a name, in this form or, by CLDR's lateral rule, in the next one that is there.
    pub(crate) fn get(&self, item: Item, width: Width, context: Context) -> Option<&str> {
        let mut forms = forms(width, context);
        let name = forms.find_map(|(width, context)| self.names.get(&(item, width, context)));
        name.map(String::as_str)
    }

    /// Returns the own name of a month, without the pattern for numbered months.
    pub(crate) fn month_name(
        &self,
        month: NamedMonth,
        width: Width,
        context: Context,
    ) -> Option<&str> {
        let number = month.code.number();
        if month.code.is_leap() {
            return self.get(Item::LeapMonth(number), width, context);
        }
        let leap = month.in_leap_year.then_some(Item::InLeapYear(number));
        let leap = leap.and_then(|item| self.get(item, width, context));
        leap.or_else(|| self.get(Item::Month(number), width, context))
    }

    pub(crate) fn era(&self, code: &str, width: Width) -> Option<&str> {
        let mut forms = forms(width, Context::Format);
        forms.find_map(|(width, _)| {
            let mut eras = self.eras.iter();
            let (_, _, name) =
                eras.find(|(own, era, _)| *own == width && era.eq_ignore_ascii_case(code))?;
            Some(name.as_str())
        })
    }

    pub(crate) fn style_pattern(&self, style: Style) -> Option<&str> {
        self.styles.get(&style).map(String::as_str)
    }

    pub(crate) fn own_calendar_name(&self) -> Option<&str> {
        self.calendar_name.as_deref()
    }

    /// Iterates over all names of items, for the checks of a registration.
    pub(crate) fn items(&self) -> impl Iterator<Item = (Item, Width, Context, &str)> {
        let names = self.names.iter();
        names.map(|((item, width, context), name)| (*item, *width, *context, name.as_str()))
    }

    /// Iterates over width, code and name of the eras.
    pub(crate) fn era_names(&self) -> impl Iterator<Item = (Width, &str, &str)> {
        let eras = self.eras.iter();
        eras.map(|(width, code, name)| (*width, code.as_str(), name.as_str()))
    }

    pub(crate) fn style_patterns(&self) -> impl Iterator<Item = (Style, &str)> {
        self.styles
            .iter()
            .map(|(style, text)| (*style, text.as_str()))
    }
}

/// Numbers the names from 1. A list of more than 255 names is cut, and then has a wrong length.
fn numbered(
    names: impl IntoIterator<Item = impl Into<String>>,
    item: impl Fn(u8) -> Item,
) -> impl Iterator<Item = (Item, String)> {
    let numbers = 1..=u8::MAX;
    let names = numbers.zip(names);
    names.map(move |(number, name)| (item(number), name.into()))
}

/// Iterates over the forms in which a name is looked for: this one, the other context, then longer
/// ones. A narrow name is not replaced by a longer one before the other context was tried.
fn forms(width: Width, context: Context) -> impl Iterator<Item = (Width, Context)> {
    let other = match context {
        Context::Format => Context::Standalone,
        Context::Standalone => Context::Format,
    };
    let widths: &[Width] = match width {
        Width::Wide => &[Width::Wide],
        Width::Abbreviated => &[Width::Abbreviated, Width::Wide],
        Width::Short => &[Width::Short, Width::Abbreviated, Width::Wide],
        Width::Narrow => &[Width::Narrow, Width::Short, Width::Abbreviated, Width::Wide],
    };
    let widths = widths.iter();
    widths.flat_map(move |width| [(*width, context), (*width, other)])
}
