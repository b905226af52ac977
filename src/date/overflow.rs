//! [`Overflow`]: the treatment of a month or a day that does not exist.

/// The treatment of a month or a day that does not exist in its year or month.
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
    /// Replaces it. A leap month becomes the common month that it belongs to
    /// ([`Properties::leap_month_leads`](crate::Properties::leap_month_leads)), another month the
    /// last one. A day becomes the next day that exists in the month, or else its last day.
    #[default]
    Constrain,
    /// Returns an error.
    Reject,
    /// Takes what follows: a missing day becomes the next day that exists, in the next month if the
    /// month ends before it; a missing month becomes the month after it. RFC 7529 calls this
    /// `SKIP=FORWARD`: one year after 29 February 2024 is 1 March 2025.
    Next,
}
