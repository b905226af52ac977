//! [`Metrics`]: the server's metrics. No client can choose a label.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use calendar_registry::{CalendarId, Registry};
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::{ConstGauge, Gauge};
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry as Page, Unit};

use calendars::Calendars;

mod calendars;

/// The `route` label of requests whose path matches no route.
pub(super) const UNMATCHED: &str = "unmatched";

/// The media type of [`Metrics::text`].
pub(super) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The upper bounds of the latency buckets, in seconds.
const BOUNDS: [f64; 14] = [
    0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0,
];

/// The path template of a route.
#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct Status {
    status: u16,
}

/// The server's metrics.
#[derive(Debug)]
pub(super) struct Metrics {
    page: Page,
    connections: Gauge,
    in_flight: Gauge,
    requests: Family<(Route, Status), Counter>,
    refused: Family<Status, Counter>,
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
    pub(super) fn new(registry: Arc<Registry>) -> Self {
        let mut metrics = Metrics {
            page: Page::default(),
            connections: Gauge::default(),
            in_flight: Gauge::default(),
            requests: Family::default(),
            refused: Family::default(),
            latency: Family::new_with_constructor(|| Histogram::new(BOUNDS)),
            calendars: Arc::new(Calendars::of(registry)),
        };
        metrics.register_all();
        metrics
    }

    /// Registers all metrics. The library adds a full stop to each description.
    fn register_all(&mut self) {
        let started = SystemTime::now().duration_since(UNIX_EPOCH);
        let started = ConstGauge::new(started.map_or(0, |started| started.as_secs()));
        let help = "Start time of the server, in seconds since 1970-01-01";
        self.page
            .register_with_unit("process_start_time", help, Unit::Seconds, started);
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
        let (name, latency) = ("http_request_duration", self.latency.clone());
        let help = "Time from the end of the request head to the start of the response";
        page.register_with_unit(name, help, Unit::Seconds, latency);
        page.register_collector(Box::new(Arc::clone(&self.calendars)));
    }

    /// Counts an open connection until the guard is dropped.
    pub(super) fn open_connection(&self) -> GaugeGuard<'_> {
        GaugeGuard::new(&self.connections)
    }

    /// Counts a request in flight until the guard is dropped.
    pub(super) fn start_request(&self) -> GaugeGuard<'_> {
        GaugeGuard::new(&self.in_flight)
    }

    /// Counts a completed request. The route is a path template, not the requested path.
    pub(super) fn count_request(&self, route: String, status: u16, taken: Duration) {
        let labels = (Route { route }, Status { status });
        self.requests.get_or_create(&labels).inc();
        let latency = self.latency.get_or_create(&labels.0);
        latency.observe(taken.as_secs_f64());
    }

    /// Counts a connection that was refused without a request.
    pub(super) fn count_refused_connection(&self, status: u16) {
        self.refused.get_or_create(&Status { status }).inc();
    }

    /// Counts a request for this calendar.
    pub(super) fn count_calendar(&self, id: CalendarId) {
        self.calendars.count(id);
    }

    /// Encodes all metrics in the OpenMetrics text format.
    ///
    /// # Errors
    /// If a value exceeds `i64::MAX`, for example the registry's generation.
    pub(super) fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        text::encode(&mut text, &self.page)?;
        Ok(text)
    }
}
