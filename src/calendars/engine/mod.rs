//! How the built-in calendars compute. A calendar's own file states its facts and chooses an engine.
//!
//! | engine | for calendars | used by |
//! |---|---|---|
//! | [`twelve_months`] | with twelve months, no year 0, evenly spread leap years or long centuries | Gregorian, Julian, Milankovic, Jalali, Islamic Civil |
//! | [`fixed_months`] | with a year 0 and months that only a leap day changes | Coptic, Ethiopic, Ethiopic Amete Alem, Indian |
//! | [`year_offset`] | with the months and days of another calendar, and years or days shifted | ISO 8601, Buddhist, Minguo, Japanese, Islamic Tabular |
//! | [`year_tabled`] | known year by year, by computation or from published tables, kept in a year table | Hebrew, Chinese, Dangi, Umm al-Qura, Persian |
//!
//! The other files serve these: `january_years` (January to December) and `cycle` (evenly spread
//! leap years) compute for `twelve_months`, with `month_tables` and `slices`; `alexandrian` (the
//! Coptic year) computes for `fixed_months`; `packed` (years of published calendars) and
//! `lunisolar` (the rule of the Chinese calendar), with `sky` (the Moon and the Sun), compute for
//! `year_tabled`. The macro [`implement!`](implement) writes the `Backend` of all of them.

pub(in crate::calendars) mod alexandrian;
pub(in crate::calendars) mod cycle;
pub(in crate::calendars) mod fixed_months;
mod implement;
pub(in crate::calendars) mod january_years;
pub(in crate::calendars) mod lunisolar;
pub(in crate::calendars) mod month_tables;
pub(in crate::calendars) mod packed;
pub(in crate::calendars) mod sky;
pub(in crate::calendars) mod slices;
pub(in crate::calendars) mod twelve_months;
pub(in crate::calendars) mod year_offset;
pub(in crate::calendars) mod year_tabled;

pub(in crate::calendars) use implement::implement;
