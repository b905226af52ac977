//! Which form of a name, or of a date, is meant.

/// The length of a name.
///
/// ```
/// use calendar_registry::Width;
///
/// assert_eq!(Width::ALL.len(), 4);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Width {
    /// The full name: `November`, `Sunday`.
    Wide,
    /// `Nov`, `Sun`.
    Abbreviated,
    /// `Su`. Only weekdays have this width; for other names it means [`Abbreviated`](Self::Abbreviated).
    Short,
    /// One letter where the language has one, `N`. Narrow names can be ambiguous.
    Narrow,
}

impl Width {
    /// All widths, from the longest to the shortest.
    pub const ALL: [Width; 4] = [Width::Wide, Width::Abbreviated, Width::Short, Width::Narrow];
}

/// Where a name is used. Many languages inflect the name of a month inside a date.
///
/// ```
/// use calendar_registry::Context;
///
/// // Czech: "25. dubna", but "duben" above a page of a calendar.
/// assert_ne!(Context::Format, Context::Standalone);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Context {
    /// Inside a date, beside a day: `25. dubna`.
    Format,
    /// By itself, as a heading: `duben`.
    Standalone,
}

/// The length of a date, as CLDR and Qt name them.
///
/// ```
/// use calendar_registry::Style;
///
/// assert_eq!(Style::ALL[0], Style::Full);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Style {
    /// With the weekday: `Sunday, November 22, 2026`.
    Full,
    /// `November 22, 2026`.
    Long,
    /// `Nov 22, 2026`.
    Medium,
    /// In numbers: `11/22/26`.
    Short,
}

impl Style {
    /// All styles, from the longest to the shortest.
    pub const ALL: [Style; 4] = [Style::Full, Style::Long, Style::Medium, Style::Short];
}
