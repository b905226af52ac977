//! [`Routes`]: finds the metrics of the route that a request's path matches.
//!
//! With the router that axum uses, because axum says which route matched only inside its own.

use std::fmt;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::histogram::Histogram;

/// The path template of a route.
#[derive(Clone, PartialEq, Eq, Hash, Default, Debug, EncodeLabelSet)]
pub(super) struct Route {
    pub(super) route: String,
}

/// The metrics of one route, found once so that a request need not look them up by labels.
#[derive(Debug)]
pub(in crate::serve) struct RouteMetrics {
    pub(super) route: Route,
    pub(super) latency: Histogram,
    /// The counter of the most frequent status.
    pub(super) usual: (u16, Counter),
}

/// The metrics of all routes.
pub(super) struct Routes {
    paths: matchit::Router<RouteMetrics>,
    pub(super) unmatched: RouteMetrics,
}

impl Default for Routes {
    fn default() -> Self {
        Routes {
            paths: matchit::Router::new(),
            unmatched: RouteMetrics {
                route: Route::default(),
                latency: Histogram::new([]),
                usual: (404, Counter::default()),
            },
        }
    }
}

impl Routes {
    pub(super) fn add(&mut self, path: &str, metrics: RouteMetrics) {
        let added = self.paths.insert(path, metrics);
        // axum panics at the start for such a route.
        debug_assert!(added.is_ok(), "{path} is not a route");
    }

    pub(super) fn of(&self, path: &str) -> &RouteMetrics {
        self.paths
            .at(path)
            .map_or(&self.unmatched, |found| found.value)
    }
}

impl fmt::Debug for Routes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Routes").finish_non_exhaustive()
    }
}
