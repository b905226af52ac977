//! File descriptors: the server raises its limit to what its connections need.

use super::accept::MAX_REJECTIONS;
use super::admin;
use super::limits::Limits;

/// Descriptors for other purposes: sockets that listen, the runtime, a scrape of the metrics, and
/// evicted connections that are not yet closed.
const OTHERS: usize = 64;

/// Raises the limit of open file descriptors to what `limits` needs. If the system allows less, lowers
/// the number of connections, so that those over it get their 503, and returns a warning.
#[cfg(unix)]
pub(super) fn reserve(limits: &mut Limits) -> Option<String> {
    let others = [MAX_REJECTIONS, admin::MAX_CONNECTIONS, OTHERS];
    let others = others
        .iter()
        .fold(0_usize, |sum, count| sum.saturating_add(*count));
    let others = u64::try_from(others).unwrap_or(u64::MAX);
    let needed = others.saturating_add(limits.max_connections.into());
    let allowed = rlimit::increase_nofile_limit(needed).unwrap_or(needed);
    if allowed >= needed {
        return None;
    }
    let connections = u32::try_from(allowed.saturating_sub(others))
        .unwrap_or(u32::MAX)
        .max(1);
    let warning = format!(
        "the limit of {allowed} open files is too low for {} connections, which need {needed}: \
         the server accepts {connections}",
        limits.max_connections
    );
    limits.max_connections = connections;
    Some(warning)
}

/// Does nothing: the system has no such limit.
#[cfg(not(unix))]
pub(super) fn reserve(_limits: &mut Limits) -> Option<String> {
    None
}
