//! The locale and style of a request: the parameters `locale` and `style`, and `Accept-Language`.

use axum::http::{HeaderMap, header};
use calendar_registry::{Locale, Style};

use super::problem::{Problem, at};
use super::response::Variant;
use super::uri::lossy;
use crate::query::QueryError;
use crate::text::{TextForm, parse_locale, parse_style};

/// The locale of a request.
#[derive(Clone, Copy)]
pub(super) struct Language {
    pub(super) locale: Locale,
    /// What the response depends on: the locale, if `Accept-Language` chose it.
    pub(super) variant: Variant,
}

impl Language {
    /// Returns the locale of the parameter, otherwise the one that `Accept-Language` prefers,
    /// otherwise English.
    pub(super) fn of(locale: Option<&[u8]>, headers: &HeaderMap) -> Result<Self, Problem> {
        let mut variant = Variant::default();
        let locale = match locale {
            Some(tag) => parse_locale(&lossy(tag)).map_err(at("locale"))?,
            None => *variant.language.insert(negotiate(headers)?),
        };
        Ok(Language { locale, variant })
    }
}

/// Returns the form of the texts in the response, and what they depend on. No form if the request has
/// neither parameter.
pub(super) fn text_form(
    locale: Option<&[u8]>,
    style: Option<&[u8]>,
    headers: &HeaderMap,
) -> Result<(Option<TextForm>, Variant), Problem> {
    if locale.is_none() && style.is_none() {
        return Ok((None, Variant::default()));
    }
    let style = self::style(style)?;
    let Language { locale, variant } = Language::of(locale, headers)?;
    Ok((Some(TextForm { locale, style }), variant))
}

/// Returns the style of the parameter, otherwise the long one.
pub(super) fn style(name: Option<&[u8]>) -> Result<Style, Problem> {
    name.map_or(Ok(Style::Long), |name| {
        parse_style(&lossy(name)).map_err(at("style"))
    })
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
