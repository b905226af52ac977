//! The locale and style of a request: the parameters `locale` and `style`, and `Accept-Language`.

use axum::http::{HeaderMap, header};
use calendar_registry::{Locale, Style};

use super::response::Caching;
use crate::query::QueryError;
use crate::text::{TextForm, parse_locale, parse_style};

/// The parameters of the routes that show dates as text.
pub(super) const PARAMETERS: [&str; 2] = ["locale", "style"];

/// The locale of a request.
#[derive(Clone, Copy)]
pub(super) struct Language {
    pub(super) locale: Locale,
    /// How long the response may be cached. It depends on the header if the locale does.
    pub(super) caching: Caching,
}

impl Language {
    /// Returns the locale of the parameter, otherwise the one that `Accept-Language` prefers,
    /// otherwise English.
    pub(super) fn of(locale: Option<&[u8]>, headers: &HeaderMap) -> Result<Self, QueryError> {
        Ok(match locale {
            Some(tag) => Language {
                locale: parse_locale(&String::from_utf8_lossy(tag))?,
                caching: Caching::Minute,
            },
            None => Language {
                locale: negotiate(headers)?,
                caching: Caching::MinuteByLanguage,
            },
        })
    }
}

/// Returns the form of the texts in the response, and how long it may be cached. No form if the
/// request has neither parameter.
pub(super) fn text_form(
    [locale, style]: [Option<Vec<u8>>; 2],
    headers: &HeaderMap,
) -> Result<(Option<TextForm>, Caching), QueryError> {
    if locale.is_none() && style.is_none() {
        return Ok((None, Caching::Minute));
    }
    let style = match style {
        Some(name) => parse_style(&String::from_utf8_lossy(&name))?,
        None => Style::Long,
    };
    let Language { locale, caching } = Language::of(locale.as_deref(), headers)?;
    Ok((Some(TextForm { locale, style }), caching))
}

fn negotiate(headers: &HeaderMap) -> Result<Locale, QueryError> {
    let values = headers.get_all(header::ACCEPT_LANGUAGE).iter();
    let values: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
    let locale = Locale::negotiate(&values.join(","));
    if locale == Locale::default() {
        return parse_locale("en");
    }
    Ok(locale)
}
