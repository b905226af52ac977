//! Reads a date in any of the forms that people and programs write.

mod json;

use std::cell::OnceCell;

use calendar_registry::{
    Calendar, Date, Fields, FieldsError, Formatter, Guard, JulianDay, Locale, Overflow,
    ParseDateError, ParseFieldsError, Style, calendars::Iso,
};

use crate::query::{
    QueryError, date_in, date_on, invalid_date, invalid_text, no_such_date, parse_date, resolve,
    unresolved,
};
use crate::today;

/// Reads dates. It resolves its calendars once, for any number of dates.
///
/// The forms, in the order in which they are tried:
///
/// | form | calendar |
/// |---|---|
/// | `today` | the reader's |
/// | an object of JSON, as the command line and the server print it | the object's |
/// | `2026-11-22[u-ca=hebrew]`: ISO 8601 with the annotation of RFC 9557 | the annotated one |
/// | `5784-M05L-06[u-ca=hebrew]`: a month code or an era before an annotation | the annotated one |
/// | `2026-11-22`, `2026-2-3`, `5784-M05L-06`, `reiwa 8-11-25`: fields | the reader's |
/// | `1405-09-01 Jalali (…): …`: a line of `calreg convert` | the one in the line |
/// | `20261122`, `2026-W47-7`, `2026-326`, `2026-11-22T10:00`: other forms of ISO 8601 | the reader's, which must be Gregorian or ISO 8601 |
/// | `22 November 2026`: text in the locale, in any width, case and digits | the reader's, or one of the locale |
#[derive(Debug)]
pub struct Reader<'p, 'g> {
    guard: &'p Guard<'g>,
    calendar: Calendar,
    /// Whether the user named the calendar.
    is_named: bool,
    locale: Result<Locale, QueryError>,
    locale_is_named: bool,
    today: JulianDay,
    formatters: OnceCell<Vec<Formatter<'p>>>,
}

impl<'p, 'g> Reader<'p, 'g> {
    /// Creates a reader of dates in this calendar. Text is in the locale; an error of the locale is
    /// returned when a text has to be read.
    #[must_use]
    pub fn new(
        guard: &'p Guard<'g>,
        calendar: &Calendar,
        locale: Result<Locale, QueryError>,
        today: JulianDay,
    ) -> Self {
        Reader {
            guard,
            calendar: calendar.clone(),
            is_named: true,
            locale,
            locale_is_named: false,
            today,
            formatters: OnceCell::new(),
        }
    }

    /// Says that the user did not name the calendar: text is then read in the calendars of the
    /// locale.
    #[must_use]
    pub const fn by_default(mut self) -> Self {
        self.is_named = false;
        self
    }

    /// Says that the user named the locale: `22.11.2026` and `11/22/2026` are then read in the order
    /// of the locale. Otherwise they are errors.
    #[must_use]
    pub const fn in_named_locale(mut self) -> Self {
        self.locale_is_named = true;
        self
    }

    /// Reads a date.
    ///
    /// # Errors
    /// [`QueryError`] for a text that has none of the forms, a date that does not exist, and a
    /// calendar that is not registered.
    pub fn read(&self, text: &str) -> Result<Date, QueryError> {
        let text = text.trim();
        if text == today::WORD {
            return date_on(&self.calendar, self.today);
        }
        if text.starts_with('{') {
            return json::read(self, text);
        }
        if text.contains('[') {
            return self.annotated(text);
        }
        if let Ok(date) = parse_date(text) {
            return date_in(&self.calendar, date);
        }
        let fields_error = match Fields::parse(text) {
            Ok(fields) => return from_fields(&self.calendar, text, fields),
            Err(error) => error,
        };
        if let Some(date) = self.printed(text) {
            return date;
        }
        match (Date::parse(text, &BuiltinIso), fields_error) {
            (Ok(date), _) => self.gregorian(text, &date),
            (Err(ParseDateError::Form { .. }), error) => self.text_or_digits(text, error),
            // The range of a calendar's years is narrower than that of ISO 8601.
            (Err(ParseDateError::Year), error @ ParseFieldsError::Year) => {
                Err(invalid_date(text, error))
            }
            (Err(error), _) => Err(invalid_date(text, error)),
        }
    }

    /// Reads a date before the annotation of a calendar.
    fn annotated(&self, text: &str) -> Result<Date, QueryError> {
        let error = match Date::parse(text, self.guard) {
            Ok(date) => return Ok(date),
            Err(error) => error,
        };
        let (date, annotation) = text.split_at(text.find('[').unwrap_or(text.len()));
        // Without a month code or an era, the fields could be those of ISO 8601.
        let fields = Fields::parse(date).ok();
        let fields = fields.filter(|_| date.contains("-M") || date.contains(' '));
        let (ParseDateError::Form { .. }, Some(fields)) = (error, fields) else {
            return Err(annotation_error(text, error));
        };
        // The annotation of any date, so that the same rules hold for it.
        let annotated = Date::parse(&format!("1970-01-01{annotation}"), self.guard);
        let annotated = annotated.map_err(|error| annotation_error(text, error))?;
        from_fields(annotated.calendar(), date, fields)
    }

    /// Converts a date of a form that only ISO 8601 has to the reader's calendar, if that counts
    /// years and days in the same way.
    fn gregorian(&self, text: &str, date: &Date) -> Result<Date, QueryError> {
        if matches!(self.calendar.unicode_id(), Some("gregory" | "iso8601")) {
            return date_on(&self.calendar, date.julian_day());
        }
        let calendar = self.calendar.name();
        let error = format!("this form belongs to ISO 8601, not to the calendar {calendar}");
        Err(invalid_date(text, error))
    }

    /// Reads a line of `calreg convert`: a date, the name of its calendar, notes and text. `None` for
    /// a text of another form, such as a date and a time.
    fn printed(&self, text: &str) -> Option<Result<Date, QueryError>> {
        let (date, name) = text.split_once(' ')?;
        let date = parse_date(date).ok()?;
        let name = name.split(" (").next()?.split(": ").next()?;
        match resolve(self.guard, name) {
            Ok(calendar) => Some(date_in(calendar, date)),
            Err(error) => {
                let is_word = name.starts_with(|first: char| first.is_ascii_alphabetic());
                is_word.then_some(Err(error))
            }
        }
    }

    /// Reads text in the locale. The order of day and month in a text of digits depends on the
    /// locale, so such a text is read only if the user named the locale.
    fn text_or_digits(&self, text: &str, error: ParseFieldsError) -> Result<Date, QueryError> {
        if !is_numeric(text) {
            return self.text(text);
        }
        let date = self.locale_is_named.then(|| self.text(text).ok());
        date.flatten().ok_or_else(|| invalid_date(text, error))
    }

    /// Reads text in the locale.
    fn text(&self, text: &str) -> Result<Date, QueryError> {
        let locale = self.locale.clone()?;
        let mut first_error = None;
        for formatter in self.formatters(locale) {
            match formatter.read(text) {
                Ok(date) => return Ok(date),
                Err(error) => first_error = first_error.or(Some(error)),
            }
        }
        let readable = self.calendars_that_read(text, locale);
        if !readable.is_empty() {
            let calendars = readable.join(", ");
            let error = format!("name its calendar, which can be {calendars}");
            return Err(invalid_date(text, error));
        }
        Err(match first_error {
            Some(error) => invalid_text(text, locale, error),
            None => invalid_date(text, "the calendar has no text"),
        })
    }

    /// Returns the formatters of the named calendar, or else of the calendars that the locale uses.
    fn formatters(&self, locale: Locale) -> &[Formatter<'p>] {
        self.formatters.get_or_init(|| {
            let formatter = |calendar: &'p Calendar| calendar.formatter(locale, Style::Long).ok();
            if self.is_named {
                let named = self.guard.resolve(self.calendar.name());
                return named.ok().and_then(formatter).into_iter().collect();
            }
            let used = locale.calendars();
            let used = used.filter_map(|id| self.guard.resolve_unicode_id(id).ok());
            used.filter_map(formatter).collect()
        })
    }

    /// Returns the names of the built-in calendars in which the text is a date, if the user did not
    /// name one.
    fn calendars_that_read(&self, text: &str, locale: Locale) -> Vec<&'p str> {
        if self.is_named {
            return Vec::new();
        }
        let systems = calendar_registry::System::ALL.iter();
        let calendars = systems.filter_map(|system| self.guard.get(*system));
        let reads = |calendar: &&Calendar| {
            let formatter = calendar.formatter(locale, Style::Long);
            formatter.is_ok_and(|formatter| formatter.read(text).is_ok())
        };
        calendars.filter(reads).map(Calendar::name).collect()
    }
}

/// Finds the built-in calendar of ISO 8601, whatever a registry contains.
struct BuiltinIso;

impl calendar_registry::Resolver for BuiltinIso {
    fn find(&self, _: &str) -> Result<Calendar, calendar_registry::ResolveError> {
        Ok(Calendar::from(Iso))
    }
}

fn from_fields(calendar: &Calendar, text: &str, fields: Fields<'_>) -> Result<Date, QueryError> {
    let date = Date::from_fields(calendar, fields, Overflow::Reject);
    date.map_err(|error| match error {
        FieldsError::Date(error) => no_such_date(calendar.name(), text, error),
        error => invalid_date(text, error),
    })
}

/// Whether a text has nothing but digits, separators and the letters of ISO 8601. An error then says
/// what is wrong with the digits.
fn is_numeric(text: &str) -> bool {
    let digits = |byte: u8| byte.is_ascii_digit() || b"+-.:/ TWMLZtz".contains(&byte);
    text.bytes().all(digits)
}

fn annotation_error(text: &str, error: ParseDateError) -> QueryError {
    match error {
        ParseDateError::Calendar(error) => unresolved(error.name().as_bytes(), error),
        error => invalid_date(text, error),
    }
}

#[cfg(test)]
mod tests;
