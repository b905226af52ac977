//! [`Limits`]: the sizes, numbers and timeouts that the server enforces.

use std::ops::RangeInclusive;
use std::time::Duration;

use clap::builder::{RangedU64ValueParser, TypedValueParser};

/// The sizes, numbers and timeouts that the server enforces.
///
/// The command line checks the ranges. The server clamps larger values where they would exhaust memory.
#[derive(clap::Args, Clone, Debug)]
pub struct Limits {
    /// Open connections; at the limit, the one that has waited longest for its client is closed,
    /// and a new one gets 503 if none waits
    #[arg(
        long,
        env = "CALREG_MAX_CONNECTIONS",
        value_name = "N",
        default_value_t = 1024
    )]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub max_connections: u32,
    /// Open connections from one IPv4 address or IPv6 /64 network; 0 means no limit
    #[arg(
        long,
        env = "CALREG_MAX_CONNECTIONS_PER_PEER",
        value_name = "N",
        default_value_t = 0
    )]
    #[arg(value_parser = clap::value_parser!(u32).range(0..=1_000_000))]
    pub max_connections_per_peer: u32,
    /// Bytes of path and query; more get 414
    #[arg(
        long,
        env = "CALREG_MAX_URI",
        value_name = "BYTES",
        default_value_t = 2048
    )]
    #[arg(value_parser = number(1, MAX_URI))]
    pub max_uri: usize,
    /// Number of request headers; more get 431
    #[arg(
        long,
        env = "CALREG_MAX_HEADERS",
        value_name = "N",
        default_value_t = 64
    )]
    #[arg(value_parser = number(1, MAX_HEADERS))]
    pub max_headers: usize,
    /// Bytes of all request headers; more get 431
    #[arg(
        long,
        env = "CALREG_MAX_HEADER_BYTES",
        value_name = "BYTES",
        default_value_t = 8192
    )]
    #[arg(value_parser = number(1, MAX_BYTES))]
    pub max_header_bytes: usize,
    /// Bytes of a request body; more get 413
    #[arg(
        long,
        env = "CALREG_MAX_BODY",
        value_name = "BYTES",
        default_value_t = 1024
    )]
    #[arg(value_parser = number(0, MAX_BYTES))]
    pub max_body: usize,
    /// Time to receive a request head; also how long an idle connection is kept
    #[arg(
        long,
        env = "CALREG_HEADER_TIMEOUT",
        value_name = "TIME",
        default_value = "10s"
    )]
    #[arg(value_parser = duration(MOMENT..=HOUR))]
    pub header_timeout: Duration,
    /// Time to receive a request body; slower ones get 408
    #[arg(
        long,
        env = "CALREG_BODY_TIMEOUT",
        value_name = "TIME",
        default_value = "10s"
    )]
    #[arg(value_parser = duration(MOMENT..=HOUR))]
    pub body_timeout: Duration,
    /// Time without progress in sending a response; then the connection is closed
    #[arg(
        long,
        env = "CALREG_WRITE_TIMEOUT",
        value_name = "TIME",
        default_value = "10s"
    )]
    #[arg(value_parser = duration(MOMENT..=HOUR))]
    pub write_timeout: Duration,
    /// Time to send what the client has not read; then the connection is closed, even if there is
    /// progress
    #[arg(
        long,
        env = "CALREG_RESPONSE_TIMEOUT",
        value_name = "TIME",
        default_value = "1m"
    )]
    #[arg(value_parser = duration(MOMENT..=HOUR))]
    pub response_timeout: Duration,
    /// Time to keep accepting connections after a signal, while /readyz responds 503
    #[arg(
        long,
        env = "CALREG_DRAIN_DELAY",
        value_name = "TIME",
        default_value = "0s"
    )]
    #[arg(value_parser = duration(Duration::ZERO..=HOUR))]
    pub drain_delay: Duration,
    /// Time to finish requests in flight at shutdown; then connections are cut off
    #[arg(
        long,
        env = "CALREG_SHUTDOWN_GRACE",
        value_name = "TIME",
        default_value = "30s"
    )]
    #[arg(value_parser = duration(Duration::ZERO..=HOUR))]
    pub shutdown_grace: Duration,
}

/// The longest path and query that hyper reads.
pub(super) const MAX_URI: usize = 65_534;
/// hyper reserves memory for this number of headers before it reads a request.
pub(super) const MAX_HEADERS: usize = 1000;
/// hyper reserves memory for a request head of this size, for each connection that sends one.
pub(super) const MAX_BYTES: usize = 1 << 20;

const MOMENT: Duration = Duration::from_millis(1);
const HOUR: Duration = Duration::from_secs(3600);

impl Default for Limits {
    /// The defaults of the command line.
    fn default() -> Self {
        Limits {
            max_connections: 1024,
            max_connections_per_peer: 0,
            max_uri: 2048,
            max_headers: 64,
            max_header_bytes: 8192,
            max_body: 1024,
            header_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_secs(10),
            write_timeout: Duration::from_secs(10),
            response_timeout: Duration::from_secs(60),
            drain_delay: Duration::ZERO,
            shutdown_grace: Duration::from_secs(30),
        }
    }
}

/// Parses a number between two bounds, both included.
pub(super) fn number(least: usize, most: usize) -> impl TypedValueParser<Value = usize> {
    // No bound exceeds a `u64`.
    let bound = |bound: usize| u64::try_from(bound).unwrap_or(u64::MAX);
    RangedU64ValueParser::<usize>::new().range(bound(least)..=bound(most))
}

/// Parses a duration in a range: numbers with units, `500ms` or `1m 30s`.
fn duration(
    range: RangeInclusive<Duration>,
) -> impl Fn(&str) -> Result<Duration, String> + Clone + Send + Sync {
    move |text| {
        let Ok(duration) = humantime::parse_duration(text) else {
            return Err("a duration is a number with a unit: 500ms, 10s or 2m".to_owned());
        };
        if range.contains(&duration) {
            return Ok(duration);
        }
        let shown = |bound: &Duration| humantime::format_duration(*bound).to_string();
        let (least, most) = (shown(range.start()), shown(range.end()));
        Err(format!(
            "the duration is not in the range {least} to {most}"
        ))
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Command {
        #[command(flatten)]
        limits: Limits,
    }

    #[test]
    fn command_line_defaults_equal_the_default() {
        let parsed = Command::parse_from(["test"]).limits;
        assert_eq!(format!("{parsed:?}"), format!("{:?}", Limits::default()));
    }

    #[test]
    fn duration_needs_a_number_and_a_unit() {
        let parsed = |text: &str| duration(Duration::ZERO..=HOUR)(text);
        assert_eq!(parsed("250ms"), Ok(Duration::from_millis(250)));
        assert_eq!(parsed("3s"), Ok(Duration::from_secs(3)));
        assert_eq!(parsed("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(parsed("1m 30s"), Ok(Duration::from_secs(90)));
        for bad in ["", "s", "3", "-1s", "s3", "99999999999999999999s"] {
            assert!(parsed(bad).unwrap_err().contains("a unit"), "{bad}");
        }
    }

    #[test]
    fn every_limit_has_a_range() {
        let ranges = [
            ("--max-connections", "1", "1000000", "0", "1000001"),
            (
                "--max-connections-per-peer",
                "0",
                "1000000",
                "-1",
                "1000001",
            ),
            ("--max-uri", "1", "65534", "0", "65535"),
            ("--max-headers", "1", "1000", "0", "1001"),
            ("--max-header-bytes", "1", "1048576", "0", "1048577"),
            ("--max-body", "0", "1048576", "-1", "1048577"),
            ("--header-timeout", "1ms", "1h", "0s", "61m"),
            ("--body-timeout", "1ms", "1h", "0s", "61m"),
            ("--write-timeout", "1ms", "1h", "0s", "61m"),
            ("--response-timeout", "1ms", "1h", "0s", "61m"),
            ("--drain-delay", "0s", "1h", "-1s", "61m"),
            ("--shutdown-grace", "0s", "1h", "-1s", "61m"),
        ];
        let parses =
            |option: &str, value: &str| Command::try_parse_from(["test", option, value]).is_ok();
        for (option, least, most, below, above) in ranges {
            assert!(parses(option, least), "{option} {least}");
            assert!(parses(option, most), "{option} {most}");
            assert!(!parses(option, below), "{option} {below}");
            assert!(!parses(option, above), "{option} {above}");
        }
        let options = <Command as clap::CommandFactory>::command();
        let options = options.get_arguments().count();
        assert_eq!(options, ranges.len(), "an option is not in this test");
    }
}
