//! `calreg serve`: the calendars over HTTP.
//!
//! ```text
//!  accept      takes connections, up to a limit, until a signal (shutdown)
//!  connection  one of them: hyper's HTTP/1.1 over a stream that is not patient for ever
//!  observe     around each request: its id, the limits, the metrics, the log
//!  routes      what answers it, over uri (decoding) and problem (errors)
//! ```

use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use calendar_registry::Registry;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use tracing::level_filters::LevelFilter;

use crate::cli::Error;

mod accept;
mod app;
mod connection;
mod limits;
mod metrics;
mod observe;
mod problem;
mod request_id;
mod routes;
mod shutdown;
mod stream;
mod uri;

pub use accept::{Server, Unfinished};
pub use limits::Limits;

/// What `serve` can be told.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The address to listen on; port 0 stands for any free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    #[arg(value_parser = address)]
    listen: SocketAddr,
    /// What to log to standard error; info adds each request
    #[arg(long, value_name = "LEVEL", default_value = "info", ignore_case = true)]
    #[arg(value_parser = level())]
    log: LevelFilter,
    #[command(flatten)]
    limits: Limits,
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    let form = "an address is written with its port: 127.0.0.1:8080 or [::1]:8080";
    text.parse().map_err(|_| form)
}

fn level() -> impl TypedValueParser<Value = LevelFilter> {
    PossibleValuesParser::new(["off", "error", "warn", "info", "debug", "trace"])
        .try_map(|level| level.parse())
}

/// What answers every request, without a connection: to be called in the same process.
pub fn service(registry: Arc<Registry>, limits: Limits) -> axum::Router {
    routes::router(Arc::new(app::App::new(registry, limits)))
}

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
/// If the address cannot be listened on, or requests had to be cut off at the end.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    log_to_stderr(arguments.log);
    let failed = |what: &str| {
        let what = what.to_owned();
        move |error: io::Error| Error::Server(format!("{what}: {error}"))
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(failed("cannot start the runtime"))?;
    let served = runtime.block_on(async {
        let stops = shutdown::signals().map_err(failed("cannot watch signals"))?;
        let registry = Arc::new(Registry::with_builtins());
        let server = Server::bind(arguments.listen, registry, arguments.limits.clone())
            .await
            .map_err(failed(&format!("cannot listen on {}", arguments.listen)))?;
        let address = server.local_addr().map_err(failed("no address"))?;
        // Not an event: whoever starts the server waits for this line, whatever is logged.
        let _ = writeln!(io::stderr().lock(), "listening on http://{address}");
        server.run(stops).await.map_err(|Unfinished(connections)| {
            Error::Server(format!("{connections} connections were cut off"))
        })
    });
    // What was cut off is not waited for.
    runtime.shutdown_timeout(Duration::ZERO);
    served
}

fn log_to_stderr(level: LevelFilter) {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal() && !no_color)
        .with_max_level(level)
        // A log that cannot be written must not stop the server.
        .log_internal_errors(false)
        .init();
}
