//! The options that several commands share.

use calendar_registry::{Calendar, Guard, Locale, LocaleError, Registry, Style, calendars::Iso};
use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};

use crate::error::Error;
use crate::input::Reader;
use crate::query::{QueryError, resolve};
use crate::text::{STYLES, TextForm, locale_of_environment, parse_style};
use crate::today::Zone;

/// The locale of a command that always has one.
#[derive(clap::Args, Debug)]
pub(super) struct LocaleOption {
    /// The locale, a tag such as de-AT or fa-IR; by default from LC_ALL, LC_TIME or LANG
    #[arg(short, long, value_name = "TAG", value_parser = locale)]
    locale: Option<Locale>,
}

impl LocaleOption {
    /// Returns the locale that the user chose, or the one of the environment.
    pub(super) fn locale(&self) -> Result<Locale, Error> {
        self.find()
            .map_err(|error| Error::from(error).at("LC_ALL, LC_TIME or LANG"))
    }

    fn find(&self) -> Result<Locale, QueryError> {
        let environment = || locale_of_environment(|name| std::env::var_os(name));
        self.locale.map_or_else(environment, Ok)
    }

    /// Whether the user chose a locale.
    pub(super) const fn is_given(&self) -> bool {
        self.locale.is_some()
    }
}

/// Parses a tag, or a POSIX locale such as `de_AT.UTF-8`.
fn locale(text: &str) -> Result<Locale, LocaleError> {
    Locale::new(text).or_else(|error| Locale::from_posix(text).map_err(|_| error))
}

/// The style of a text.
#[derive(clap::Args, Debug)]
pub(super) struct StyleOption {
    /// The length of the text
    #[arg(short, long, value_name = "STYLE", value_parser = styles())]
    pub(super) style: Option<Style>,
}

fn styles() -> impl TypedValueParser<Value = Style> {
    PossibleValuesParser::new(STYLES).try_map(|name| parse_style(&name))
}

/// Returns the form of the texts, or `None` if the user asked neither for a locale nor for a style.
pub(super) fn text_form(
    locale: &LocaleOption,
    style: &StyleOption,
) -> Result<Option<TextForm>, Error> {
    if !locale.is_given() && style.style.is_none() {
        return Ok(None);
    }
    Ok(Some(TextForm {
        locale: locale.locale()?,
        style: style.style.unwrap_or(Style::Long),
    }))
}

/// The calendar of the dates in the arguments.
#[derive(clap::Args, Debug)]
pub(super) struct FromOption {
    /// The calendar of the dates; by default Gregorian (format: ISO 8601), for text that of the locale
    #[arg(short, long, value_name = "NAME", value_parser = calendar_name())]
    #[arg(hide_possible_values = true)]
    pub(super) from: Option<String>,
}

impl FromOption {
    /// Returns a reader of dates, in the Gregorian calendar if the user did not name one.
    pub(super) fn reader<'p, 'g>(
        &self,
        pin: &'p Guard<'g>,
        locale: &LocaleOption,
        zone: &Zone,
    ) -> Result<Reader<'p, 'g>, Error> {
        self.reader_or(pin, resolve(pin, "gregorian")?, locale, zone)
    }

    /// Returns a reader of dates that are of ISO 8601 if the user did not name a calendar.
    pub(super) fn iso_reader<'p, 'g>(
        &self,
        pin: &'p Guard<'g>,
        locale: &LocaleOption,
        zone: &Zone,
    ) -> Result<Reader<'p, 'g>, Error> {
        self.reader_or(pin, &Calendar::from(Iso), locale, zone)
    }

    fn reader_or<'p, 'g>(
        &self,
        pin: &'p Guard<'g>,
        default: &Calendar,
        locale: &LocaleOption,
        zone: &Zone,
    ) -> Result<Reader<'p, 'g>, Error> {
        let (found, today) = (locale.find(), zone.today());
        let reader = match &self.from {
            Some(name) => Reader::new(pin, named(pin, "--from", name)?, found, today),
            None => Reader::new(pin, default, found, today).by_default(),
        };
        Ok(if locale.is_given() {
            reader.in_named_locale()
        } else {
            reader
        })
    }
}

/// Finds the calendar that the user named in this option.
pub(super) fn named<'p>(
    pin: &'p Guard<'_>,
    option: &str,
    name: &str,
) -> Result<&'p Calendar, Error> {
    resolve(pin, name).map_err(|error| Error::from(error).at(option))
}

/// Finds the calendar that the user named in this option, or else the calendar of the locale.
pub(super) fn named_or_local<'p>(
    pin: &'p Guard<'_>,
    option: &str,
    name: Option<&String>,
    locale: Locale,
) -> Result<&'p Calendar, Error> {
    match name {
        Some(name) => named(pin, option, name),
        None => calendar_for(pin, locale),
    }
}

/// Returns the calendar that a locale uses.
pub(super) fn calendar_for<'p>(pin: &'p Guard<'_>, locale: Locale) -> Result<&'p Calendar, Error> {
    let unknown = |_| QueryError::UnknownCalendar {
        name: crate::query::quoted(locale.calendar().as_bytes()),
    };
    Ok(pin.calendar_for(&locale).map_err(unknown)?)
}

/// This word stands for all calendars, where an option takes several.
pub(super) const ALL: &str = "all";

/// Accepts any name, and lists the registered ones for the completions of shells.
pub(super) const fn calendar_name() -> CalendarName {
    CalendarName { or_all: false }
}

/// Accepts any name and [`ALL`], and lists them for the completions of shells.
pub(super) const fn calendar_name_or_all() -> CalendarName {
    CalendarName { or_all: true }
}

/// The parser of [`calendar_name`].
#[derive(Clone)]
pub(super) struct CalendarName {
    or_all: bool,
}

impl TypedValueParser for CalendarName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        // With hyphens for spaces, which a shell would split.
        let written = |calendar: &Calendar| calendar.name().to_ascii_lowercase().replace(' ', "-");
        let all = self.or_all.then(|| ALL.to_owned());
        let names: Vec<_> = Registry::global().snapshot().iter().map(written).collect();
        let names = names.into_iter().chain(all);
        Some(Box::new(names.map(PossibleValue::new)))
    }
}

/// Options of the commands that talk to etcd.
#[cfg(feature = "etcd")]
#[derive(clap::Args, Debug)]
pub(super) struct EtcdOptions {
    /// The members of an etcd cluster, as URLs with commas between them
    #[arg(long, env = "CALREG_ETCD", value_name = "URL", value_delimiter = ',')]
    #[arg(required = true)]
    pub(super) etcd: Vec<String>,
    /// The prefix of the calendars' keys
    #[arg(
        long,
        env = "CALREG_PREFIX",
        value_name = "PREFIX",
        default_value = "/calendars/"
    )]
    pub(super) prefix: String,
}
