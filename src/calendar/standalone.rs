//! A [`Calendar`] without a registry.

use crate::backend::IntoBackend;
use crate::backend::year_table::Fronted;
use crate::calendar::Calendar;
use crate::name::Name;
use crate::sync::Arc;

/// A calendar without a registry.
///
/// It takes the backend's names as they are, without those that are not valid names. If the
/// backend asks for a year table that cannot be built, or brings a text that does not fit it, the
/// calendar works without both. A registration rejects all of these.
///
/// ```
/// use calendar_registry::{Calendar, YearMonthDay, calendars::Hebrew};
///
/// let hebrew = Calendar::from(Hebrew);
/// assert_eq!(hebrew.name(), "Hebrew");
/// assert_eq!(hebrew.month_code(5784, 6)?.to_string(), "M05L");
/// # Ok::<(), calendar_registry::DateError>(())
/// ```
impl<B: IntoBackend> From<B> for Calendar {
    fn from(backend: B) -> Self {
        let backend = backend.into_backend();
        let names: Arc<[Name]> = backend.names().iter().flat_map(Name::new).collect();
        let backend = Fronted::new(backend).unwrap_or_else(|(_, own)| Fronted::bare(own));
        Calendar::standalone(names, backend)
    }
}
