//! [`Limits`]: how much a client may send, and how long it may take.

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, Version, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Body as _;
use tokio::time::timeout;

use super::problem::{Kind, Problem};

/// How much a client may send, and how long it may take.
#[derive(clap::Args, Clone, Debug)]
pub struct Limits {
    /// Connections open at one time; the next ones get 503
    #[arg(long, value_name = "N", default_value_t = 1024)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub max_connections: u32,
    /// Bytes of a request's path and query; longer ones get 414
    #[arg(long, value_name = "BYTES", default_value_t = 2048)]
    pub max_uri: usize,
    /// Number of a request's headers; more get 431
    #[arg(long, value_name = "N", default_value_t = 64)]
    pub max_headers: usize,
    /// Bytes of a request's headers together; more get 431
    #[arg(long, value_name = "BYTES", default_value_t = 8192)]
    pub max_header_bytes: usize,
    /// Bytes of a request's body, which is read and ignored; more get 413
    #[arg(long, value_name = "BYTES", default_value_t = 1024)]
    pub max_body: usize,
    /// How long a request's headers may take; also how long an idle connection is kept
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration)]
    pub header_timeout: Duration,
    /// How long a request's body may take; slower ones get 408
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration)]
    pub body_timeout: Duration,
    /// How long a client may leave an answer unread before it is cut off
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration)]
    pub write_timeout: Duration,
    /// How long to go on accepting after a signal, already not ready
    #[arg(long, value_name = "TIME", default_value = "0s", value_parser = duration)]
    pub drain_delay: Duration,
    /// How long to wait for what is in flight before it is cut off
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = duration)]
    pub shutdown_grace: Duration,
}

impl Default for Limits {
    /// The values that the command line starts from.
    fn default() -> Self {
        Limits {
            max_connections: 1024,
            max_uri: 2048,
            max_headers: 64,
            max_header_bytes: 8192,
            max_body: 1024,
            header_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_secs(10),
            write_timeout: Duration::from_secs(10),
            drain_delay: Duration::ZERO,
            shutdown_grace: Duration::from_secs(30),
        }
    }
}

/// Reads a duration: a whole number followed by `ms`, `s` or `m`.
fn duration(text: &str) -> Result<Duration, String> {
    let unit = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let number = text.strip_suffix(unit).unwrap_or_default().parse::<u32>();
    match (number, unit) {
        (Ok(number), "ms") => Ok(Duration::from_millis(number.into())),
        (Ok(number), "s") => Ok(Duration::from_secs(number.into())),
        (Ok(number), "m") => Ok(Duration::from_secs(u64::from(number).saturating_mul(60))),
        _ => Err("a time is a whole number and its unit: 500ms, 10s or 2m".to_owned()),
    }
}

impl Limits {
    /// Lets a request pass, without its body, or says which limit it broke.
    pub(super) async fn admit(&self, request: Request) -> Result<Request, Problem> {
        self.check_uri(&request)?;
        self.check_headers(request.headers())?;
        check_host(&request)?;
        let (head, body) = request.into_parts();
        self.discard(body).await?;
        Ok(Request::from_parts(head, Body::empty()))
    }

    fn check_uri(&self, request: &Request) -> Result<(), Problem> {
        let length = request
            .uri()
            .path_and_query()
            .map_or(0, |uri| uri.as_str().len());
        if length <= self.max_uri {
            return Ok(());
        }
        let detail = format!(
            "the path and query have {length} bytes, the limit is {}",
            self.max_uri
        );
        Err(Problem::new(Kind::UriTooLong, detail))
    }

    fn check_headers(&self, headers: &HeaderMap) -> Result<(), Problem> {
        let count = headers.len();
        let bytes = headers.iter().fold(0_usize, |sum, (name, value)| {
            // As on the wire, with `: ` and the end of the line.
            let line = name.as_str().len().saturating_add(value.len());
            sum.saturating_add(line).saturating_add(4)
        });
        let detail = if count > self.max_headers {
            format!("{count} headers, the limit is {}", self.max_headers)
        } else if bytes > self.max_header_bytes {
            format!(
                "{bytes} bytes of headers, the limit is {}",
                self.max_header_bytes
            )
        } else {
            return Ok(());
        };
        Err(Problem::new(Kind::HeadersTooLarge, detail))
    }

    /// Reads the body to its end: no route wants one, but the connection cannot be
    /// used again before.
    async fn discard(&self, body: Body) -> Result<(), Problem> {
        if body.is_end_stream() {
            return Ok(());
        }
        let too_large = || {
            let detail = format!("the limit of a body is {} bytes", self.max_body);
            Problem::new(Kind::BodyTooLarge, detail)
        };
        // Known from its `content-length`: not worth asking for.
        if usize::try_from(body.size_hint().lower()).is_ok_and(|least| least > self.max_body) {
            return Err(too_large());
        }
        let mut body = Limited::new(body, self.max_body);
        let end = async {
            while let Some(frame) = body.frame().await {
                frame?;
            }
            Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
        };
        match timeout(self.body_timeout, end).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
            Ok(Err(_)) => Err(Problem::new(
                Kind::Malformed,
                "the body is cut off or malformed",
            )),
            Err(_) => Err(Problem::timeout("body", self.body_timeout)),
        }
    }
}

/// RFC 9112, 3.2: a request of HTTP/1.1 has exactly one `host`.
fn check_host(request: &Request) -> Result<(), Problem> {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    if hosts == 1 || (hosts == 0 && request.version() == Version::HTTP_10) {
        return Ok(());
    }
    let detail = format!("a request has one host header, this one has {hosts}");
    Err(Problem::new(Kind::Malformed, detail))
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
    fn the_command_line_starts_from_the_default() {
        let parsed = Command::parse_from(["test"]).limits;
        assert_eq!(format!("{parsed:?}"), format!("{:?}", Limits::default()));
    }

    #[test]
    fn durations_need_a_unit() {
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
