//! The engines: the arithmetic of the built-in calendars. The file of a calendar states its facts
//! and names its engine.
//!
//! | engine | for calendars | used by |
//! |---|---|---|
//! | [`twelve_months`] | with twelve months, no year 0, evenly distributed leap years or long centuries | Gregorian, Julian, Milankovic, Jalali, Islamic Civil |
//! | [`fixed_months`] | with a year 0, and months that only a leap day changes | Coptic, Ethiopic, Ethiopic Amete Alem, Indian |
//! | [`year_offset`] | with the months and days of another calendar, and an offset of years or days | ISO 8601, Buddhist, Minguo, Japanese, Islamic Tabular |
//! | [`year_tabled`] | computed year by year, by a rule or from published tables, and kept in a year table | Hebrew, Chinese, Dangi, Umm al-Qura, Persian |
//!
//! The other files support the engines:
//! - for `twelve_months`: `january_years` (January to December), `cycle` (evenly distributed leap
//!   years), `month_tables` and `slices`;
//! - for `fixed_months`: `alexandrian` (the Coptic year);
//! - for `year_tabled`: `packed` (years of published calendars) and `lunisolar` (the rule of the
//!   Chinese calendar), with `sky` (the Moon and the Sun).
//!
//! The macro [`implement!`] implements `Backend` for each calendar.

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
