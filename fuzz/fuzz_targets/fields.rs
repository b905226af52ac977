//! Dates from fields, and arithmetic with dates.
#![cfg_attr(fuzzing, no_main)]

#[cfg(fuzzing)]
libfuzzer_sys::fuzz_target!(|input: &[u8]| calendar_registry_fuzz::fields::run(input));

#[cfg(not(fuzzing))]
fn main() -> std::io::Result<()> {
    calendar_registry_fuzz::replay(calendar_registry_fuzz::fields::run)
}
