//! The calendar systems, one file each. All are zero-sized and usable without any registry.
#![forbid(unsafe_code)]
