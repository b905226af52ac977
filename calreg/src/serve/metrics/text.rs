//! The metrics in Prometheus' text format, version 0.0.4.

use std::fmt::{Display, Write};
use std::sync::atomic::{AtomicU64, Ordering};

use super::super::app::App;
use super::{Metrics, Route, STATUSES};

const NANOSECONDS: u64 = 1_000_000_000;

/// A page of metrics that grows family by family. Writing to it cannot fail.
#[derive(Default)]
struct Page(String);

impl Page {
    fn family(&mut self, name: &str, kind: &str, help: &str) {
        let _ = writeln!(self.0, "# HELP {name} {help}\n# TYPE {name} {kind}");
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl Display) {
        self.0.push_str(name);
        let mut open = '{';
        for (label, text) in labels {
            let _ = write!(self.0, "{open}{label}=\"{}\"", Escaped(text));
            open = ',';
        }
        let close = if labels.is_empty() { "" } else { "}" };
        let _ = writeln!(self.0, "{close} {value}");
    }

    fn single(&mut self, name: &str, kind: &str, help: &str, value: impl Display) {
        self.family(name, kind, help);
        self.sample(name, &[], value);
    }
}

/// A label's value as the format wants it.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for character in self.0.chars() {
            match character {
                '\\' => f.write_str("\\\\")?,
                '"' => f.write_str("\\\"")?,
                '\n' => f.write_str("\\n")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

impl Metrics {
    /// Everything that is counted, as Prometheus reads it.
    pub(in super::super) fn text(&self, app: &App) -> String {
        let mut page = Page::default();
        self.process(&mut page, app);
        self.requests(&mut page);
        self.latencies(&mut page);
        self.registry(&mut page, app);
        page.0
    }

    fn process(&self, page: &mut Page, app: &App) {
        let name = "calreg_build_info";
        page.family(name, "gauge", "The version that runs.");
        page.sample(name, &[("version", env!("CARGO_PKG_VERSION"))], 1);
        let help = "When the server started, in seconds since 1970.";
        page.single("process_start_time_seconds", "gauge", help, self.started);
        let help = "Connections that are open.";
        let open = app.open_connections();
        page.single("calreg_http_connections", "gauge", help, open);
        let help = "Requests that are being answered.";
        let in_flight = self.in_flight.load(Ordering::Relaxed);
        page.single("calreg_http_requests_in_flight", "gauge", help, in_flight);
    }

    fn requests(&self, page: &mut Page) {
        let name = "calreg_http_requests_total";
        page.family(name, "counter", "Requests answered, by route and status.");
        for (route, metrics) in Route::ALL.into_iter().zip(&self.routes) {
            for (status, count) in counted(&metrics.statuses) {
                let labels = [("route", route.template()), ("status", &status)];
                page.sample(name, &labels, count);
            }
        }
        let name = "calreg_http_connections_refused_total";
        let help = "Connections answered before they made a request, by status.";
        page.family(name, "counter", help);
        for (status, count) in counted(&self.refused) {
            page.sample(name, &[("status", &status)], count);
        }
    }

    fn latencies(&self, page: &mut Page) {
        let name = "calreg_http_request_duration_seconds";
        let help = "From the end of a request's head to the beginning of its answer.";
        page.family(name, "histogram", help);
        for (route, metrics) in Route::ALL.into_iter().zip(&self.routes) {
            let counts = metrics.latency.counts();
            if counts.total == 0 {
                continue;
            }
            let route = ("route", route.template());
            let bucket = format!("{name}_bucket");
            for (bound, count) in counts.up_to {
                page.sample(&bucket, &[route, ("le", bound)], count);
            }
            page.sample(&bucket, &[route, ("le", "+Inf")], counts.total);
            let (whole, rest) = (
                counts.nanoseconds / NANOSECONDS,
                counts.nanoseconds % NANOSECONDS,
            );
            page.sample(
                &format!("{name}_sum"),
                &[route],
                format_args!("{whole}.{rest:09}"),
            );
            page.sample(&format!("{name}_count"), &[route], counts.total);
        }
    }

    fn registry(&self, page: &mut Page, app: &App) {
        let stats = app.registry.stats();
        let help = "How often the registry has been changed.";
        page.single(
            "calreg_registry_generation",
            "gauge",
            help,
            stats.generation,
        );
        let help = "Calendars that are registered.";
        page.single("calreg_registry_calendars", "gauge", help, stats.calendars);
        let help = "Names that are registered.";
        page.single("calreg_registry_names", "gauge", help, stats.names);
        let help = "Calendars and states that were replaced and are not yet freed.";
        page.single("calreg_registry_retired", "gauge", help, stats.retired);
        let name = "calreg_calendar_requests_total";
        let help = "How often requests named a calendar, by its chief name.";
        page.family(name, "counter", help);
        for (calendar, count) in self.named(&app.registry.snapshot()) {
            page.sample(name, &[("calendar", &calendar)], count);
        }
    }
}

/// The statuses that have been counted at all.
fn counted(counts: &[AtomicU64; STATUSES.len()]) -> impl Iterator<Item = (String, u64)> {
    STATUSES
        .iter()
        .zip(counts)
        .map(|(status, count)| (status, count.load(Ordering::Relaxed)))
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| match status {
            0 => ("other".to_owned(), count),
            status => (status.to_string(), count),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_escaped() {
        let mut page = Page::default();
        page.sample("m", &[("a", "x\"\\\n"), ("b", "")], 3);
        page.sample("n", &[], 4);
        assert_eq!(page.0, "m{a=\"x\\\"\\\\\\n\",b=\"\"} 3\nn 4\n");
    }
}
