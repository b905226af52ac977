//! [`Metrics`]: the server's metrics. No client can choose a label.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use calendar_registry::{CalendarId, Registry};
use calendar_registry_sources::StatusHandle;
use prometheus_client::encoding::{EncodeLabelSet, prometheus_text, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry as Page, Unit};

use super::failure::Failure;
use super::{admin, routes};
use calendars::Calendars;
pub(super) use format::Format;
use log::Log;
use process::Process;
pub(super) use route::RouteMetrics;
use route::{Route, Routes};
use source::SourceMetrics;

mod calendars;
mod format;
mod log;
mod process;
mod route;
mod source;

/// The `route` label of requests whose path matches no route.
const UNMATCHED: &str = "unmatched";

/// The upper bounds of the latency buckets, in seconds.
const BOUNDS: [f64; 14] = [
    0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0,
];

#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct Status {
    status: u16,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct Reason {
    reason: &'static str,
}

/// The server's metrics.
#[derive(Debug)]
pub(super) struct Metrics {
    page: Page,
    connections: Gauge,
    in_flight: Gauge,
    requests: Family<(Route, Status), Counter>,
    routes: Routes,
    refused: Family<Status, Counter>,
    failed: Family<Reason, Counter>,
    dropped: Counter,
    evicted: Counter,
    latency: Family<Route, Histogram>,
    calendars: Arc<Calendars>,
}

/// Increments a gauge and decrements it on drop.
#[derive(Debug)]
pub(super) struct GaugeGuard<'a>(&'a Gauge);

impl<'a> GaugeGuard<'a> {
    fn new(gauge: &'a Gauge) -> Self {
        gauge.inc();
        GaugeGuard(gauge)
    }
}

impl Drop for GaugeGuard<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Metrics {
    pub(super) fn new(registry: Arc<Registry>, source: Option<StatusHandle>) -> Self {
        let mut metrics = Metrics {
            page: Page::default(),
            connections: Gauge::default(),
            in_flight: Gauge::default(),
            requests: Family::default(),
            routes: Routes::default(),
            refused: Family::default(),
            failed: Family::default(),
            dropped: Counter::default(),
            evicted: Counter::default(),
            latency: Family::new_with_constructor(|| Histogram::new(BOUNDS)),
            calendars: Arc::new(Calendars::of(registry)),
        };
        metrics.register_all();
        if let Some(status) = source {
            let page = metrics.page.sub_registry_with_prefix("calreg");
            page.register_collector(Box::new(SourceMetrics(status)));
        }
        metrics.create_series();
        metrics
    }

    /// Registers all metrics. The library adds a full stop to each description.
    fn register_all(&mut self) {
        self.page.register_collector(Box::new(Process::new()));
        let page = self.page.sub_registry_with_prefix("calreg");
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        page.register("build", "Version of the server", version);
        let help = "Open connections";
        page.register("http_connections", help, self.connections.clone());
        let help = "Requests in flight";
        page.register("http_requests_in_flight", help, self.in_flight.clone());
        let help = "Completed requests, by route and status";
        page.register("http_requests", help, self.requests.clone());
        let help = "Connections refused without a request, by status";
        page.register("http_connections_refused", help, self.refused.clone());
        let help = "Connections over the limit that were closed without a response";
        page.register("http_connections_dropped", help, self.dropped.clone());
        let help = "Connections closed because another one took their place";
        page.register("http_connections_evicted", help, self.evicted.clone());
        let help = "Connections that did not end between two requests, by reason";
        page.register("http_connections_failed", help, self.failed.clone());
        let (name, latency) = ("http_request_duration", self.latency.clone());
        let help = "Time from the end of the request head to the start of the response";
        page.register_with_unit(name, help, Unit::Seconds, latency);
        page.register_collector(Box::new(Arc::clone(&self.calendars)));
        page.register_collector(Box::new(Log));
    }

    /// Creates the known series, so that their first event is an increase that queries see.
    fn create_series(&mut self) {
        let routes = routes::routes().into_iter().chain(admin::routes());
        #[cfg_attr(not(feature = "etcd"), expect(unused_mut, reason = "without changes"))]
        let mut paths: Vec<&str> = routes.map(|(path, _)| path).collect();
        #[cfg(feature = "etcd")]
        paths.push(admin::CHANGES);
        for path in paths {
            self.routes.add(path, self.route_metrics(path, 200));
        }
        self.routes.unmatched = self.route_metrics(UNMATCHED, 404);
        for status in [408, 503] {
            let _ = self.refused.get_or_create(&Status { status });
        }
        for failure in Failure::ALL {
            let reason = failure.name();
            let _ = self.failed.get_or_create(&Reason { reason });
        }
    }

    /// Counts an open connection until the guard is dropped.
    pub(super) fn open_connection(&self) -> GaugeGuard<'_> {
        GaugeGuard::new(&self.connections)
    }

    /// Counts a request in flight until the guard is dropped.
    pub(super) fn start_request(&self) -> GaugeGuard<'_> {
        GaugeGuard::new(&self.in_flight)
    }

    /// Creates the series of a route. Most of its requests get the status `usual`.
    fn route_metrics(&self, path: &str, usual: u16) -> RouteMetrics {
        let route = Route {
            route: path.to_owned(),
        };
        let latency = self.latency.get_or_create_owned(&route);
        let labels = (route, Status { status: usual });
        let usual = (usual, self.requests.get_or_create_owned(&labels));
        let (route, _) = labels;
        RouteMetrics {
            route,
            latency,
            usual,
        }
    }

    /// Finds the metrics of the route that a path matches.
    pub(super) fn route(&self, path: &str) -> &RouteMetrics {
        self.routes.of(path)
    }

    /// Counts a completed request.
    pub(super) fn count_request(&self, route: &RouteMetrics, status: u16, taken: Duration) {
        match &route.usual {
            (usual, count) if *usual == status => drop(count.inc()),
            _ => {
                let labels = (route.route.clone(), Status { status });
                self.requests.get_or_create(&labels).inc();
            }
        }
        route.latency.observe(taken.as_secs_f64());
    }

    /// Counts a connection that was refused without a request.
    pub(super) fn count_refused_connection(&self, status: u16) {
        self.refused.get_or_create(&Status { status }).inc();
    }

    /// Counts a connection over the limit that gets no response.
    pub(super) fn count_dropped_connection(&self) {
        self.dropped.inc();
    }

    /// Counts a connection that was closed to make room for another one.
    pub(super) fn count_evicted_connection(&self) {
        self.evicted.inc();
    }

    /// Counts a connection that failed.
    pub(super) fn count_failed_connection(&self, failure: Failure) {
        let reason = failure.name();
        self.failed.get_or_create(&Reason { reason }).inc();
    }

    /// Counts a request for this calendar.
    pub(super) fn count_calendar(&self, id: CalendarId) {
        self.calendars.count(id);
    }

    /// Encodes all metrics.
    ///
    /// # Errors
    /// If a value exceeds `i64::MAX`, for example the registry's generation.
    pub(super) fn text(&self, format: Format) -> Result<String, fmt::Error> {
        let mut text = String::new();
        match format {
            Format::Prometheus => prometheus_text::encode(&mut text, &self.page)?,
            Format::OpenMetrics => text::encode(&mut text, &self.page)?,
        }
        Ok(text)
    }
}
