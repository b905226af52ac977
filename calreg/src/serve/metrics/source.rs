//! [`SourceMetrics`]: the metrics of the source of calendars, collected at each scrape.

use std::fmt;
use std::time::UNIX_EPOCH;

use calendar_registry_sources::StatusHandle;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;

/// The status of a source.
#[derive(Debug)]
pub(super) struct SourceMetrics(pub(super) StatusHandle);

impl Collector for SourceMetrics {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let status = self.0.get();
        let mut gauge = |name: &str, help: &str, value: u64| {
            let value = ConstGauge::new(i64::try_from(value).unwrap_or(i64::MAX));
            value.encode(encoder.encode_descriptor(name, help, None, MetricType::Gauge)?)
        };
        let help = "The applied revision of the source; 0 before the first.";
        gauge(
            "source_revision",
            help,
            status.applied_revision.unwrap_or(0),
        )?;
        let help = "The latest revision that the source has delivered, accepted or not.";
        gauge(
            "source_seen_revision",
            help,
            status.seen_revision.unwrap_or(0),
        )?;
        let help = "Whether the source can be reached.";
        gauge("source_connected", help, u64::from(status.connected))?;
        let help = "Whether the last attempt has failed.";
        gauge(
            "source_failing",
            help,
            u64::from(status.last_error.is_some()),
        )?;
        let help = "Calendars of the source.";
        let calendars = u64::try_from(status.calendars).unwrap_or(u64::MAX);
        gauge("source_calendars", help, calendars)?;
        let success = status.last_success;
        let success = success.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let help = "When the source last confirmed the calendars, in seconds since 1970-01-01.";
        let seconds = success.map_or(0, |time| time.as_secs());
        gauge("source_last_success_timestamp_seconds", help, seconds)?;
        let mut counter = |name: &str, help: &str, value: u64| {
            let value = ConstCounter::new(value);
            value.encode(encoder.encode_descriptor(name, help, None, MetricType::Counter)?)
        };
        let help = "Publications of the source.";
        counter("source_publications", help, status.publications)?;
        counter("source_errors", "Errors of the source.", status.errors)
    }
}
