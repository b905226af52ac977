//! Names, formatting and parsing of dates in people's languages.
//!
//! | file | contents |
//! |---|---|
//! | `width.rs` | [`Width`], [`Context`], [`Style`]: which form of a name or of a date |
//! | `calendar_text.rs` | [`CalendarText`] and [`Names`]: what a calendar brings |
//! | `check.rs` | [`TextError`]: what a registration checks in them |
//! | `cldr/` | reads the tables of CLDR in place |
//! | `cldr_calendar.rs` | [`Cldr`], the calendars that CLDR knows |
//! | `pattern/` | [`Pattern`], fields and literal text, in the notations of UTS 35 and Qt |
//! | `resolved.rs` | the names of one calendar in one locale, after all fallbacks |
//! | `locale/` | [`Locale`]: a language, a region, and what they imply for dates |
//! | `symbols.rs` | [`Symbols`](symbols::Symbols): what a formatter asks for when it is compiled |

mod calendar_text;
mod check;
#[allow(dead_code)]
mod cldr;
mod cldr_calendar;
mod formats;
mod locale;
mod pattern;
#[allow(dead_code)]
mod resolved;
mod symbols;
mod width;

pub use calendar_text::{CalendarText, Names};
pub use check::TextError;
pub(crate) use check::check;
pub use cldr_calendar::Cldr;
pub(crate) use formats::Formats;
pub use locale::{Locale, LocaleError};
pub use pattern::{Pattern, PatternError};
pub use width::{Context, Style, Width};
