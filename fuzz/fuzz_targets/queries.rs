//! Requests to the HTTP server.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| calendar_registry_fuzz::queries::run(input));

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    calendar_registry_fuzz::replay(calendar_registry_fuzz::queries::run)
}
