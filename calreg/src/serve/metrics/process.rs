//! [`Process`]: what the operating system counts for the process, with the names that Prometheus
//! clients agree on.

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Unit;

/// Collects the metrics of the process at each scrape.
#[derive(Debug)]
pub(super) struct Process {
    /// Seconds since 1970-01-01.
    started: f64,
}

/// The values at one time. A value that the operating system does not report is absent.
#[derive(Default, Debug)]
struct Values {
    cpu_seconds: Option<f64>,
    resident_bytes: Option<f64>,
    virtual_bytes: Option<f64>,
    open_fds: Option<f64>,
    max_fds: Option<f64>,
    threads: Option<f64>,
}

impl Process {
    pub(super) fn new() -> Self {
        let started = SystemTime::now().duration_since(UNIX_EPOCH);
        let started = started.map_or(0.0, |started| started.as_secs_f64());
        Process { started }
    }
}

impl Collector for Process {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let to = &mut encoder;
        let values = values();
        if let Some(seconds) = values.cpu_seconds {
            let help = "User and system CPU time.";
            let unit = Some(&Unit::Seconds);
            let to = to.encode_descriptor("process_cpu", help, unit, MetricType::Counter)?;
            ConstCounter::new(seconds).encode(to)?;
        }
        let (seconds, bytes) = (Some(Unit::Seconds), Some(Unit::Bytes));
        let help = "Start time of the server, in seconds since 1970-01-01.";
        gauge(to, "process_start_time", help, seconds, Some(self.started))?;
        let help = "Resident memory.";
        gauge(
            to,
            "process_resident_memory",
            help,
            bytes.clone(),
            values.resident_bytes,
        )?;
        let help = "Virtual memory.";
        gauge(
            to,
            "process_virtual_memory",
            help,
            bytes,
            values.virtual_bytes,
        )?;
        let help = "Open file descriptors.";
        gauge(to, "process_open_fds", help, None, values.open_fds)?;
        let help = "The limit of open file descriptors.";
        gauge(to, "process_max_fds", help, None, values.max_fds)?;
        let help = "Threads.";
        gauge(to, "process_threads", help, None, values.threads)
    }
}

fn gauge(
    to: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    unit: Option<Unit>,
    value: Option<f64>,
) -> fmt::Result {
    let Some(value) = value else { return Ok(()) };
    let to = to.encode_descriptor(name, help, unit.as_ref(), MetricType::Gauge)?;
    ConstGauge::new(value).encode(to)
}

#[cfg(target_os = "linux")]
fn values() -> Values {
    use procfs::WithCurrentSystemInfo;
    use procfs::process::{LimitValue, Process};

    let float = |number: u64| number as f64;
    let Ok(process) = Process::myself() else {
        return Values::default();
    };
    let stat = process.stat().ok();
    let ticks = stat
        .as_ref()
        .map(|stat| float(stat.utime.saturating_add(stat.stime)));
    let resident = stat.as_ref().map(|stat| float(stat.rss_bytes().get()));
    let limits = process.limits().ok();
    Values {
        cpu_seconds: ticks.map(|ticks| ticks / float(procfs::ticks_per_second())),
        resident_bytes: resident,
        virtual_bytes: stat.as_ref().map(|stat| float(stat.vsize)),
        open_fds: process
            .fd_count()
            .ok()
            .and_then(|count| u32::try_from(count).ok())
            .map(f64::from),
        max_fds: limits.and_then(|limits| match limits.max_open_files.soft_limit {
            LimitValue::Value(limit) => Some(float(limit)),
            LimitValue::Unlimited => None,
        }),
        threads: stat
            .and_then(|stat| i32::try_from(stat.num_threads).ok())
            .map(f64::from),
    }
}

#[cfg(not(target_os = "linux"))]
fn values() -> Values {
    Values::default()
}
