//! Command line and HTTP server over `calendar-registry`.
fn main() {}
