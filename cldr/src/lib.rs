//! The data that `calendar-registry` writes and reads dates with: names of months, weekdays,
//! quarters and eras, patterns, digits, and what regions prefer. It is made from CLDR 48, for all
//! locales that CLDR has, and there is no code in this crate.
//!
//! A program that shows few languages can be built with a part of the data: set the environment
//! variable `CALENDAR_REGISTRY_CLDR` to the absolute path of a file that `tools/cldr --locales` made,
//! for example in `.cargo/config.toml`. Other locales are then shown as their nearest parent there.
//!
//! You need this crate only to embed the data, or a part of it, in another way than the feature
//! `cldr` of `calendar-registry` does.
//!
//! ```
//! assert!(calendar_registry_cldr::DATA.starts_with(b"calrCLDR"));
//! ```
#![no_std]
#![forbid(unsafe_code)]

/// The file that `tools/cldr` makes. Its format is private to `calendar-registry`, and may change with
/// each version of this crate.
///
/// ```
/// let file: &'static [u8] = calendar_registry_cldr::DATA;
/// assert!(!file.is_empty());
/// ```
pub static DATA: &[u8] = include_bytes!(env!("CALENDAR_REGISTRY_CLDR_FILE"));
