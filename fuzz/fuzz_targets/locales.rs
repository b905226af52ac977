//! Target `locales`: any text as a tag and as an `Accept-Language` header.
#![cfg_attr(fuzzing, no_main)]

calendar_registry_fuzz::target!(locales);
