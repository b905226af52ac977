//! `calreg`: a command line and an HTTP server over `calendar-registry`.
//!
//! A library, so that tests can drive the parts. A module uses only modules below it:
//!
//! ```text
//!  cli                 parses the command line and returns the exit code
//!  commands   serve    the short commands; the HTTP server
//!  error      view     why a command failed; JSON of calendars and dates
//!  names      text     JSON of the names of months; locales and styles in, text of dates out
//!  query      today    names and dates in, days and dates out; the current day
//!  suggest             names that are similar to an unknown one
//! ```
#![forbid(unsafe_code)]

pub mod cli;
pub mod commands;
pub mod error;
pub mod names;
pub mod query;
pub mod serve;
pub mod suggest;
pub mod text;
pub mod today;
pub mod view;
