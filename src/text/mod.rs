//! Names, formatting and parsing of dates in people's languages.
//!
//! | file | contents |
//! |---|---|
//! | `width.rs` | [`Width`], [`Context`], [`Style`]: which form of a name or of a date |
//! | `cldr_calendar.rs` | [`Cldr`], the calendars that CLDR knows |
//! | `locale/` | [`Locale`]: a language, a region, and what they imply for dates |
//! | `symbols.rs` | [`Symbols`](symbols::Symbols): what a formatter asks for when it is compiled |

#[cfg(feature = "cldr")]
#[allow(dead_code)]
mod cldr;
mod cldr_calendar;
mod locale;
mod symbols;
mod width;

pub use cldr_calendar::Cldr;
pub use locale::{Locale, LocaleError};
pub use width::{Context, Style, Width};
