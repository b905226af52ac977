//! `calreg`: the command line and the HTTP server over `calendar-registry`.
//!
//! The library is here so that tests can drive the parts: [`cli`] reads the command line,
//! [`commands`] are its short commands, [`serve`] is the server. What both sides share is
//! [`exchange`] (names and dates in, days and dates out, and why not) and [`view`] (their JSON).
#![forbid(unsafe_code)]

pub mod cli;
pub mod commands;
pub mod exchange;
pub mod serve;
pub mod today;
pub mod view;
