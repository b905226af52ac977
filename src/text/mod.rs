//! Names, formatting and parsing of dates in people's languages.
//!
//! | file | contents |
//! |---|---|
//! | `width.rs` | [`Width`], [`Context`], [`Style`]: which form of a name or of a date |
//! | `calendar_text.rs` | [`CalendarText`] and [`Names`]: what a calendar brings |
//! | `check.rs` | [`TextError`]: what a registration checks in them |
//! | `cldr/` | reads the tables of CLDR in place |
//! | `cldr_calendar.rs` | [`Cldr`], the calendars that CLDR knows |
//! | `formatter.rs` | [`Formatter`]: writes and reads dates of one calendar in one locale |
//! | `formats.rs` | the formatters of a registered calendar |
//! | `made.rs` | a formatter with the readers of its texts |
//! | `interval.rs`, `interval_formatter.rs` | the patterns of two dates in one text; [`IntervalFormatter`] |
//! | `names.rs` | the names of months, eras and the like, without a date |
//! | `parse/` | reads dates: strictly by a pattern, or as people write them |
//! | `pattern/` | [`Pattern`], fields and literal text, in the notations of UTS 35 and Qt |
//! | `resolved.rs` | the names of one calendar in one locale, after all fallbacks |
//! | `locale/` | [`Locale`]: a language, a region, and what they imply for dates |
//! | `compiled.rs`, `compiled/` | [`Compiled`](compiled::Compiled): a pattern with names and digits, ready to write |
//! | `write.rs`, `digits.rs`, `numerals.rs`, `numbers.rs` | pieces of text, decimal numbers, other numbers, which of them a pattern has |
//! | `part.rs`, `error.rs` | [`Part`]; [`FormatError`] and [`FormatterError`] |
//! | `runs.rs` | the letters of a pattern |
//! | `skeleton/` | [`Skeleton`]: fields without an order, and the best pattern for them |
//! | `trial.rs` | what a backend would show, for the conformance suite |
//! | `symbols.rs` | [`Symbols`](symbols::Symbols): what a formatter asks for when it is compiled |

mod calendar_text;
mod check;
#[allow(dead_code, reason = "the check of a whole file runs in tests alone")]
mod cldr;
mod cldr_calendar;
mod compiled;
mod digits;
mod error;
mod formats;
mod formatter;
mod interval;
mod interval_formatter;
mod locale;
mod made;
mod names;
mod numbers;
mod numerals;
mod parse;
mod part;
mod pattern;
mod resolved;
mod runs;
mod skeleton;
mod symbols;
#[cfg(feature = "conformance")]
pub(crate) mod trial;
mod width;
mod write;

pub use calendar_text::{CalendarText, Names};
pub use check::TextError;
pub(crate) use check::check;
pub use cldr_calendar::Cldr;
pub use error::{FormatError, FormatterError};
pub(crate) use formats::{Formats, LazyFormats, kept as formatters_kept};
pub use formatter::{Formatter, Shape};
pub use interval_formatter::IntervalFormatter;
pub use locale::{Locale, LocaleError};
pub use parse::{ParseTextError, ParseTextErrorKind};
pub use part::Part;
pub use pattern::{Pattern, PatternError};
pub use skeleton::{Length, ParseSkeletonError, Skeleton};
pub use width::{Context, Style, Width};
