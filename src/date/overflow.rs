//! [`Overflow`]: what to do about a month or a day that does not exist.
#![forbid(unsafe_code)]

/// What becomes of a month or a day that does not exist in its year or month.
///
/// ```
/// use calendar_registry::{Date, DateError, DateSpan, Overflow, Registry, YearMonthDay};
///
/// let gregorian = Registry::with_builtins().resolve("gregorian")?;
/// let end = Date::new(&gregorian, YearMonthDay::new(2026, 1, 31))?;
/// let month = DateSpan::new().months(1);
/// assert_eq!(end.add(month, Overflow::Constrain)?.day(), 28);
/// assert_eq!(end.add(month, Overflow::Reject), Err(DateError::Day { day: 31, last: 28 }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Overflow {
    /// The nearest that does exist takes its place: the last month, the last day; for a leap
    /// month, the common month that it belongs to
    /// ([`Properties::leap_month_leads`](crate::Properties::leap_month_leads)).
    #[default]
    Constrain,
    /// It is an error.
    Reject,
}
