//! The command `serve`: options, log, runtime.

use std::io::{self, IsTerminal, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use calendar_registry::Registry;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use tracing::level_filters::LevelFilter;

use super::accept::{Server, Unfinished};
use super::limits::Limits;
use super::shutdown;
use crate::error::Error;

/// Arguments of `serve`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The address to listen on; port 0 means any free port
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    #[arg(value_parser = address)]
    listen: SocketAddr,
    /// The log level on standard error; info logs each request
    #[arg(long, value_name = "LEVEL", default_value = "info", ignore_case = true)]
    #[arg(value_parser = level())]
    log: LevelFilter,
    #[command(flatten)]
    limits: Limits,
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    let form = "an address needs a port: 127.0.0.1:8080 or [::1]:8080";
    text.parse().map_err(|_| form)
}

fn level() -> impl TypedValueParser<Value = LevelFilter> {
    PossibleValuesParser::new(["off", "error", "warn", "info", "debug", "trace"])
        .try_map(|level| level.parse())
}

/// Serves until SIGINT or SIGTERM.
///
/// # Errors
/// If the server cannot listen on the address, or cuts off connections at shutdown.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    log_to_stderr(arguments.log);
    let failed = |action: &str| {
        let action = action.to_owned();
        move |error: io::Error| Error::Server(format!("cannot {action}: {error}"))
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(failed("start the runtime"))?;
    let served = runtime.block_on(async {
        let stops = shutdown::signals().map_err(failed("install the signal handlers"))?;
        let registry = Arc::new(Registry::with_builtins());
        let server = Server::bind(arguments.listen, registry, arguments.limits.clone())
            .await
            .map_err(failed(&format!("listen on {}", arguments.listen)))?;
        let address = server
            .local_addr()
            .map_err(failed("read the local address"))?;
        // Not a log event: supervisors wait for this line at every log level.
        let _ = writeln!(io::stderr().lock(), "listening on http://{address}");
        server.run(stops).await.map_err(|Unfinished(connections)| {
            Error::Server(format!("{connections} connections were cut off"))
        })
    });
    // Does not wait for the connections that were cut off.
    runtime.shutdown_timeout(Duration::ZERO);
    served
}

fn log_to_stderr(level: LevelFilter) {
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal() && !no_color)
        .with_max_level(level)
        // A failed log write must not panic.
        .log_internal_errors(false)
        .init();
}
