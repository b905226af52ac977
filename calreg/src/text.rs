//! Dates as text in people's languages: the locales and styles of the command line and the server.

use std::ffi::OsString;
use std::fmt;

use calendar_registry::{Calendar, Date, Locale, Shape, Style};

use crate::query::{QueryError, quoted};

/// The names of the styles, in the order of [`Style::ALL`].
pub const STYLES: [&str; 4] = ["full", "long", "medium", "short"];

/// The locale and the style in which dates are shown.
#[derive(Clone, Copy, Debug)]
pub struct TextForm {
    /// The locale.
    pub locale: Locale,
    /// The style.
    pub style: Style,
}

impl TextForm {
    /// Returns the text of a date.
    ///
    /// # Errors
    /// [`QueryError::NoText`].
    pub fn text(self, date: &Date) -> Result<String, QueryError> {
        format(date, self.locale, self.style)
    }
}

/// Returns the text of a date in a style, a skeleton or a pattern.
///
/// # Errors
/// [`QueryError::NoText`].
pub fn format(date: &Date, locale: Locale, shape: impl Into<Shape>) -> Result<String, QueryError> {
    let text = date.format_in(locale, shape);
    text.map_err(|error| no_text(date.calendar(), error))
}

/// The error for a date that cannot be shown in this form.
#[must_use]
pub fn no_text(calendar: &Calendar, error: impl fmt::Display) -> QueryError {
    QueryError::NoText {
        calendar: calendar.name().to_owned(),
        error: error.to_string(),
    }
}

/// Parses a tag of BCP 47.
///
/// # Errors
/// [`QueryError::InvalidLocale`].
pub fn parse_locale(tag: &str) -> Result<Locale, QueryError> {
    Locale::new(tag).map_err(|error| QueryError::InvalidLocale {
        tag: quoted(tag.as_bytes()),
        error,
    })
}

/// Parses the name of a style.
///
/// # Errors
/// [`QueryError::InvalidStyle`].
pub fn parse_style(name: &str) -> Result<Style, QueryError> {
    let mut styles = STYLES.into_iter().zip(Style::ALL);
    let style = styles.find_map(|(known, style)| (known == name).then_some(style));
    style.ok_or_else(|| QueryError::InvalidStyle {
        name: quoted(name.as_bytes()),
    })
}

/// Returns the locale of the user: the first of `LC_ALL`, `LC_TIME` and `LANG` that is not empty,
/// otherwise the locale `C`.
///
/// # Errors
/// [`QueryError::InvalidLocale`].
pub fn locale_of_environment(
    variable: impl Fn(&str) -> Option<OsString>,
) -> Result<Locale, QueryError> {
    let mut values = ["LC_ALL", "LC_TIME", "LANG"].into_iter().map(variable);
    let value = values.find_map(|value| value.filter(|value| !value.is_empty()));
    let name = value.unwrap_or_else(|| "C".into());
    let name = name.to_string_lossy();
    Locale::from_posix(&name).map_err(|error| QueryError::InvalidLocale {
        tag: quoted(name.as_bytes()),
        error,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_variable_that_is_not_empty_is_the_locale() {
        let locale = |variables: &[(&str, &str)]| {
            let value = |name: &str| {
                let mut variables = variables.iter();
                let (_, value) = variables.find(|(known, _)| *known == name)?;
                Some(OsString::from(value))
            };
            locale_of_environment(value).map(|locale| locale.to_string())
        };
        let all = [
            ("LC_ALL", ""),
            ("LC_TIME", "fa_IR.UTF-8"),
            ("LANG", "de_DE"),
        ];
        assert_eq!(locale(&all).unwrap(), "fa-IR");
        assert_eq!(locale(&[("LANG", "de_AT@euro")]).unwrap(), "de-AT");
        assert_eq!(locale(&[]).unwrap(), "en-US-posix");
        assert!(locale(&[("LANG", "not a locale")]).is_err());
    }

    #[test]
    fn each_style_has_a_name() {
        for (name, style) in STYLES.into_iter().zip(Style::ALL) {
            assert_eq!(parse_style(name), Ok(style));
            assert_eq!(format!("{style:?}").to_lowercase(), name);
        }
        assert!(parse_style("Long").is_err());
    }
}
