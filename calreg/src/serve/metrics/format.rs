//! [`Format`]: the text formats of the metrics.

use prometheus_client::encoding::prometheus_text;

/// A text format of the metrics.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::serve) enum Format {
    /// The text format of Prometheus, which `promtool` and other tools read.
    Prometheus,
    /// OpenMetrics, which Prometheus prefers.
    OpenMetrics,
}

impl Format {
    /// Chooses by the header `accept`: OpenMetrics if it is named, as Prometheus does.
    pub(in crate::serve) fn accepted(accept: &str) -> Self {
        match accept.contains("application/openmetrics-text") {
            true => Format::OpenMetrics,
            false => Format::Prometheus,
        }
    }

    pub(in crate::serve) const fn media_type(self) -> &'static str {
        match self {
            Format::Prometheus => prometheus_text::CONTENT_TYPE,
            Format::OpenMetrics => "application/openmetrics-text; version=1.0.0; charset=utf-8",
        }
    }
}
