//! Tests of the page that `calreg serve` has at `/`, in headless Chromium.
//!
//! ```text
//! cargo test -p calreg-browser-tests --features browser
//! ```
#![forbid(unsafe_code)]
