//! Calendars that are based on each other: the order in which a set of definitions is built.

use core::fmt;
use std::collections::HashMap;
use std::sync::Arc;

use calendar_registry::{Backend, Name};

use super::{BuildError, Definition};

/// The largest number of definitions that are based on each other in a row. A method of the last one
/// may call each base calendar several times, so its time grows by a factor with each step.
pub(crate) const MAX_DEPTH: usize = 8;

/// The largest number of definitions in one calendar: itself and those of its base calendars, each
/// counted as often as it is used. A cut-over has two, and can have the same one twice.
pub(crate) const MAX_PARTS: usize = 32;

/// Why a set of definitions does not make calendars.
///
/// ```
/// use calendar_registry_sources::definition::{Definition, Kind, YearOffset, build_all};
///
/// let offset = |base: &str| Kind::YearOffset(YearOffset { base: base.to_owned(), years: 1 });
/// let set = [Definition::new(["a"], offset("b")), Definition::new(["b"], offset("a"))];
/// let error = build_all(&set, &|_| None).err().expect("a circle");
/// assert_eq!(error.index, 1);
/// assert_eq!(error.to_string(), "b: base: a circle of base calendars: a, b, a");
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct SetError {
    /// The index of the definition.
    pub index: usize,
    /// Its primary name.
    pub name: String,
    /// What is wrong with it.
    pub error: BuildError,
}

impl fmt::Display for SetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.error)
    }
}

impl std::error::Error for SetError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Makes all calendars of a set, in the order of the set. A calendar may be based on another one of
/// the set, whatever their order, and on those that `base` finds. A name of the set hides the same
/// name of `base`.
///
/// # Errors
/// The first definition that is wrong: its data, an invalid name, a name that another definition of
/// the set has, an unknown base calendar, a circle of base calendars, more than 8 definitions that are
/// based on each other in a row, or a calendar of more than 32 definitions.
///
/// ```
/// use std::sync::Arc;
/// use calendar_registry::{Backend, YearMonthDay, calendars::Gregorian};
/// use calendar_registry_sources::definition::{Definition, Kind, YearOffset, build_all};
///
/// let offset = |base: &str, years| Kind::YearOffset(YearOffset { base: base.to_owned(), years });
/// let set = [
///     Definition::new(["b"], offset("a", 1)),
///     Definition::new(["a"], offset("gregorian", 10_000)),
/// ];
/// let backends = build_all(&set, &|_| Some(Arc::new(Gregorian) as Arc<dyn Backend>))?;
/// assert_eq!(backends[0].names(), ["b"]);
/// # Ok::<(), calendar_registry_sources::definition::SetError>(())
/// ```
pub fn build_all(
    set: &[Definition],
    base: &dyn Fn(&str) -> Option<Arc<dyn Backend>>,
) -> Result<Vec<Arc<dyn Backend>>, SetError> {
    let names = names(set)?;
    let order = order(set, &names)?;
    let mut built: Vec<Option<Arc<dyn Backend>>> = vec![None; set.len()];
    for index in order {
        let Some(definition) = set.get(index) else {
            debug_assert!(false, "the order has indices of the set");
            continue;
        };
        let find = |name: &str| match index_of(&names, name) {
            Some(other) => built.get(other)?.clone(),
            None => base(name),
        };
        let backend = definition.build(&find);
        let backend = backend.map_err(|error| set_error(set, index, error))?;
        if let Some(place) = built.get_mut(index) {
            *place = Some(backend);
        }
    }
    debug_assert!(built.iter().all(Option::is_some), "the order is complete");
    Ok(built.into_iter().flatten().collect())
}

fn set_error(set: &[Definition], index: usize, error: BuildError) -> SetError {
    let names = set.get(index).map(|definition| &definition.names);
    let name = names.and_then(|names| names.first());
    SetError {
        index,
        name: name.cloned().unwrap_or_default(),
        error,
    }
}

/// Returns the definition that has each name, and checks the names.
fn names(set: &[Definition]) -> Result<HashMap<Name, usize>, SetError> {
    let mut names = HashMap::new();
    for (index, definition) in set.iter().enumerate() {
        let wrong = |path: String, reason: String| {
            set_error(set, index, BuildError::conflict(path, reason))
        };
        if definition.names.is_empty() {
            let reason = "at least one name is needed".to_owned();
            return Err(wrong("names".to_owned(), reason));
        }
        for (place, text) in definition.names.iter().enumerate() {
            let path = format!("names[{place}]");
            let name = Name::new(text);
            let name = name.map_err(|error| wrong(path.clone(), error.to_string()))?;
            if let Some(other) = names.insert(name, index) {
                let holder = set.get(other).and_then(|other| other.names.first());
                let holder = holder.map_or("", String::as_str);
                let reason = format!("the name {text:?} is taken by the calendar {holder:?}");
                return Err(wrong(path, reason));
            }
        }
    }
    Ok(names)
}

fn index_of(names: &HashMap<Name, usize>, name: &str) -> Option<usize> {
    names.get(&Name::new(name).ok()?).copied()
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    /// Its base calendars are being visited.
    Open,
    /// With the numbers for [`MAX_DEPTH`] and [`MAX_PARTS`], this one included.
    Done {
        depth: usize,
        parts: usize,
    },
}

/// Returns the indices, base calendars first: a depth-first search with an explicit stack, since a
/// wrong chain can be as long as the set.
fn order(set: &[Definition], names: &HashMap<Name, usize>) -> Result<Vec<usize>, SetError> {
    let mut states = vec![State::New; set.len()];
    let state = |states: &[State], index: usize| states.get(index).copied().unwrap_or(State::New);
    let mut order = Vec::with_capacity(set.len());
    for root in 0..set.len() {
        let mut stack = vec![root];
        while let Some(&index) = stack.last() {
            if matches!(state(&states, index), State::Done { .. }) {
                stack.pop();
                continue;
            }
            let mut next = None;
            let (mut depth, mut parts) = (1_usize, 1_usize);
            for (path, base) in bases(set, names, index) {
                match state(&states, base) {
                    State::Done {
                        depth: below,
                        parts: more,
                    } => {
                        depth = depth.max(below.saturating_add(1));
                        parts = parts.saturating_add(more);
                    }
                    State::Open => return Err(circle(set, &stack, path, base)),
                    State::New if base == index => return Err(circle(set, &stack, path, base)),
                    State::New => next = Some(base),
                }
            }
            let reason = if depth > MAX_DEPTH {
                Some(format!(
                    "more than {MAX_DEPTH} definitions are based on each other"
                ))
            } else if parts > MAX_PARTS {
                Some(format!(
                    "the calendar consists of more than {MAX_PARTS} definitions"
                ))
            } else {
                None
            };
            if let Some(reason) = reason {
                let (path, _) = bases(set, names, index).next().unwrap_or_default();
                return Err(set_error(set, index, BuildError::conflict(path, reason)));
            }
            let visited = next.map_or(State::Done { depth, parts }, |_| State::Open);
            if let Some(state) = states.get_mut(index) {
                *state = visited;
            }
            match next {
                Some(base) => stack.push(base),
                None => {
                    order.push(index);
                    stack.pop();
                }
            }
        }
    }
    Ok(order)
}

/// Iterates over the definitions of the set that one is based on, each with the path of the field.
fn bases<'d>(
    set: &'d [Definition],
    names: &'d HashMap<Name, usize>,
    index: usize,
) -> impl Iterator<Item = (&'static str, usize)> + 'd {
    let bases = set.get(index).map(Definition::bases).into_iter().flatten();
    bases.filter_map(|(path, name)| Some((path, index_of(names, name)?)))
}

/// Names the calendars of a circle: those on the stack from `base` on.
fn circle(set: &[Definition], stack: &[usize], path: &str, base: usize) -> SetError {
    let on_circle = stack.iter().skip_while(|index| **index != base);
    let indices: Vec<usize> = on_circle.copied().chain([base]).collect();
    let first_name = |index: &usize| {
        let names = set.get(*index).map(|definition| &definition.names);
        names.and_then(|names| names.first()).map(String::as_str)
    };
    // A long circle is cut.
    let mut names: Vec<&str> = indices.iter().take(20).filter_map(first_name).collect();
    if indices.len() > 20 {
        names.push("…");
    }
    let reason = format!("a circle of base calendars: {}", names.join(", "));
    let last = stack.last().copied().unwrap_or(base);
    set_error(set, last, BuildError::conflict(path, reason))
}
