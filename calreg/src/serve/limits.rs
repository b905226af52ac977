//! [`Limits`]: the sizes and timeouts that the server enforces.

use std::time::Duration;

use super::cors::AllowedOrigins;

/// The sizes and timeouts that the server enforces.
#[derive(clap::Args, Clone, Debug)]
pub struct Limits {
    /// Open connections; further ones get 503
    #[arg(long, value_name = "N", default_value_t = 1024)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub max_connections: u32,
    /// Bytes of path and query; more get 414
    #[arg(long, value_name = "BYTES", default_value_t = 2048)]
    pub max_uri: usize,
    /// Number of request headers; more get 431
    #[arg(long, value_name = "N", default_value_t = 64)]
    pub max_headers: usize,
    /// Bytes of all request headers; more get 431
    #[arg(long, value_name = "BYTES", default_value_t = 8192)]
    pub max_header_bytes: usize,
    /// Bytes of a request body; more get 413
    #[arg(long, value_name = "BYTES", default_value_t = 65536)]
    pub max_body: usize,
    /// Time to receive a request head; also how long an idle connection is kept
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration)]
    pub header_timeout: Duration,
    /// Time to receive a request body; slower ones get 408
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration)]
    pub body_timeout: Duration,
    /// Time without progress in sending a response; then the connection is closed
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration)]
    pub write_timeout: Duration,
    /// Time to keep accepting connections after a signal, while /readyz responds 503
    #[arg(long, value_name = "TIME", default_value = "0s", value_parser = duration)]
    pub drain_delay: Duration,
    /// Time to finish requests in flight at shutdown; then connections are cut off
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = duration)]
    pub shutdown_grace: Duration,
    /// Web pages of which origins may read the responses
    #[command(flatten)]
    pub origins: AllowedOrigins,
}

impl Default for Limits {
    /// The defaults of the command line.
    fn default() -> Self {
        Limits {
            max_connections: 1024,
            max_uri: 2048,
            max_headers: 64,
            max_header_bytes: 8192,
            max_body: 65536,
            header_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_secs(10),
            write_timeout: Duration::from_secs(10),
            drain_delay: Duration::ZERO,
            shutdown_grace: Duration::from_secs(30),
            origins: AllowedOrigins::default(),
        }
    }
}

/// Parses a duration: a whole number followed by `ms`, `s` or `m`.
fn duration(text: &str) -> Result<Duration, String> {
    let unit = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let number = text.strip_suffix(unit).unwrap_or_default().parse::<u32>();
    match (number, unit) {
        (Ok(number), "ms") => Ok(Duration::from_millis(number.into())),
        (Ok(number), "s") => Ok(Duration::from_secs(number.into())),
        (Ok(number), "m") => Ok(Duration::from_secs(u64::from(number).saturating_mul(60))),
        _ => Err("a duration is a whole number with a unit: 500ms, 10s or 2m".to_owned()),
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
    fn duration_needs_a_whole_number_and_a_unit() {
        assert_eq!(duration("250ms"), Ok(Duration::from_millis(250)));
        assert_eq!(duration("3s"), Ok(Duration::from_secs(3)));
        assert_eq!(duration("2m"), Ok(Duration::from_secs(120)));
        for bad in [
            "",
            "s",
            "3",
            "-1s",
            "1.5s",
            "3h",
            "4294967296s",
            "1 s",
            "1ss",
        ] {
            assert!(duration(bad).is_err(), "{bad}");
        }
    }
}
