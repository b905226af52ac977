//! [`Metrics`]: what is counted, by labels that no client can choose.

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

/// The media type of [`Metrics::text`].
pub(super) const MEDIA_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The upper bounds of the histogram's buckets, in seconds.
const BOUNDS: [f64; 14] = [
    0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0,
];

/// The template of a path that is served.
#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug, EncodeLabelSet)]
struct Status {
    status: u16,
}

/// What is counted.
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

/// Counts something as there while it lives, however it ends.
#[derive(Debug)]
pub(super) struct Present<'a>(&'a Gauge);

impl<'a> Present<'a> {
    fn new(gauge: &'a Gauge) -> Self {
        gauge.inc();
        Present(gauge)
    }
}

impl Drop for Present<'_> {
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
        metrics.lay_out();
        metrics
    }

    /// Puts everything on the page. The library adds the full stop to each description.
    fn lay_out(&mut self) {
        let started = SystemTime::now().duration_since(UNIX_EPOCH);
        let started = ConstGauge::new(started.map_or(0, |started| started.as_secs()));
        let help = "When the server started, in seconds since 1970";
        self.page
            .register_with_unit("process_start_time", help, Unit::Seconds, started);
        let page = self.page.sub_registry_with_prefix("calreg");
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        page.register("build", "The version that runs", version);
        let help = "Connections that are open";
        page.register("http_connections", help, self.connections.clone());
        let help = "Requests that are being answered";
        page.register("http_requests_in_flight", help, self.in_flight.clone());
        let help = "Requests answered, by route and status";
        page.register("http_requests", help, self.requests.clone());
        let help = "Connections answered before they made a request, by status";
        page.register("http_connections_refused", help, self.refused.clone());
        let (name, latency) = ("http_request_duration", self.latency.clone());
        let help = "From the end of a request's head to the beginning of its answer";
        page.register_with_unit(name, help, Unit::Seconds, latency);
        page.register_collector(Box::new(Arc::clone(&self.calendars)));
    }

    /// A connection has been opened.
    pub(super) fn connection_begins(&self) -> Present<'_> {
        Present::new(&self.connections)
    }

    /// A request has arrived.
    pub(super) fn request_begins(&self) -> Present<'_> {
        Present::new(&self.in_flight)
    }

    /// A request has been answered. The route is a template, not what was requested.
    pub(super) fn request_ends(&self, route: String, status: u16, taken: Duration) {
        let labels = (Route { route }, Status { status });
        self.requests.get_or_create(&labels).inc();
        let latency = self.latency.get_or_create(&labels.0);
        latency.observe(taken.as_secs_f64());
    }

    /// A connection has been answered that made no request.
    pub(super) fn refused_connection(&self, status: u16) {
        self.refused.get_or_create(&Status { status }).inc();
    }

    /// A request has named this calendar.
    pub(super) fn named(&self, id: CalendarId) {
        self.calendars.named(id);
    }

    /// Everything that is counted, in the text format of OpenMetrics.
    ///
    /// # Errors
    /// If a number is too large for it, which takes more than `i64::MAX` changes of the registry.
    pub(super) fn text(&self) -> Result<String, fmt::Error> {
        let mut text = String::new();
        text::encode(&mut text, &self.page)?;
        Ok(text)
    }
}
