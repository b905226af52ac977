//! The options that several commands share.

use calendar_registry::{Calendar, Date, Guard, Locale, Style};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::query::{QueryError, date_on, read_date, read_iso_date};
use crate::text::{STYLES, TextForm, locale_of_environment, parse_style};
use crate::today::{self, Zone};

/// The locale of a command that always has one.
#[derive(clap::Args, Debug)]
pub(super) struct LocaleOption {
    /// The locale, a tag such as de-AT or fa-IR; by default from LC_ALL, LC_TIME or LANG
    #[arg(long, value_name = "TAG")]
    locale: Option<Locale>,
}

impl LocaleOption {
    /// Returns the locale that the user chose, or the one of the environment.
    pub(super) fn locale(&self) -> Result<Locale, QueryError> {
        let environment = || locale_of_environment(|name| std::env::var_os(name));
        self.locale.map_or_else(environment, Ok)
    }

    /// Whether the user chose a locale.
    pub(super) const fn is_given(&self) -> bool {
        self.locale.is_some()
    }
}

/// The style of a text.
#[derive(clap::Args, Debug)]
pub(super) struct StyleOption {
    /// The length of the text
    #[arg(long, value_name = "STYLE", value_parser = styles())]
    pub(super) style: Option<Style>,
}

fn styles() -> impl TypedValueParser<Value = Style> {
    PossibleValuesParser::new(STYLES).try_map(|name| parse_style(&name))
}

/// Returns the form of the texts, or `None` if the user asked neither for a locale nor for a style.
pub(super) fn text_form(
    locale: &LocaleOption,
    style: &StyleOption,
) -> Result<Option<TextForm>, QueryError> {
    if !locale.is_given() && style.style.is_none() {
        return Ok(None);
    }
    Ok(Some(TextForm {
        locale: locale.locale()?,
        style: style.style.unwrap_or(Style::Long),
    }))
}

/// Reads a date in a calendar, or today.
pub(super) fn date(
    pin: &Guard<'_>,
    calendar: &Calendar,
    text: &str,
    zone: &Zone,
) -> Result<Date, QueryError> {
    if text == today::WORD {
        return date_on(calendar, zone.today());
    }
    read_date(pin, calendar, text)
}

/// Reads a date of ISO 8601 with an optional annotation, or today.
pub(super) fn iso_date(pin: &Guard<'_>, text: &str, zone: &Zone) -> Result<Date, QueryError> {
    if text == today::WORD {
        return date_on(
            &Calendar::from(calendar_registry::calendars::Iso),
            zone.today(),
        );
    }
    read_iso_date(pin, text)
}

/// Returns the calendar that a locale uses.
pub(super) fn calendar_for<'pin>(
    pin: &'pin Guard<'_>,
    locale: Locale,
) -> Result<&'pin Calendar, QueryError> {
    let unknown = |_| QueryError::UnknownCalendar {
        name: crate::query::quoted(locale.calendar().as_bytes()),
    };
    pin.calendar_for(&locale).map_err(unknown)
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
