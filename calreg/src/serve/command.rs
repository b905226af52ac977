//! The command `serve`: options, log, sockets, runtime.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use calendar_registry::Registry;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use tracing::level_filters::LevelFilter;

use super::limits::{Limits, number};
use super::listen::{inherited, listen};
use super::log::{self, LogFormat};
use super::server::{Listeners, Server, Unfinished};
use super::{descriptors, shutdown, sources};
use crate::error::Error;

/// Arguments of `serve`.
#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The address to listen on; port 0 means any free port. A socket of the service manager
    /// (LISTEN_FDS) replaces it
    #[arg(long, env = "CALREG_LISTEN", value_name = "ADDRESS:PORT")]
    #[arg(default_value = "127.0.0.1:8080", value_parser = address)]
    listen: SocketAddr,
    /// An address for /healthz, /readyz and /metrics, which are then not on the public address
    #[arg(long, env = "CALREG_ADMIN_LISTEN", value_name = "ADDRESS:PORT", value_parser = address)]
    admin_listen: Option<SocketAddr>,
    /// The log level on standard error; info logs each request
    #[arg(long, env = "CALREG_LOG", value_name = "LEVEL", default_value = "info")]
    #[arg(ignore_case = true, value_parser = level())]
    log: LevelFilter,
    /// The form of a log line
    #[arg(
        long,
        env = "CALREG_LOG_FORMAT",
        value_name = "FORMAT",
        default_value = "text"
    )]
    #[arg(ignore_case = true)]
    log_format: LogFormat,
    /// Log lines that may wait for standard error; further ones are dropped and counted
    #[arg(
        long,
        env = "CALREG_LOG_BUFFER",
        value_name = "LINES",
        default_value_t = 16_384
    )]
    #[arg(value_parser = number(1, 1_000_000))]
    log_buffer: usize,
    #[command(flatten)]
    source: sources::SourceOptions,
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
/// If the server cannot listen on an address, or cuts off connections at shutdown.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let log = log::start(arguments.log, arguments.log_format, arguments.log_buffer)
        .map_err(failed("start the log"))?;
    let mut limits = arguments.limits.clone();
    let warning = descriptors::reserve(&mut limits);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(failed("start the runtime"))?;
    let ended = runtime.block_on(async {
        let stops = shutdown::signals().map_err(failed("install the signal handlers"))?;
        let registry = Arc::new(Registry::with_builtins());
        // Follows the source until the server has ended.
        let (follower, source) = arguments.source.follow(&registry)?;
        let server = Server::with_source(arguments.listeners()?, registry, source, limits);
        announce(&server).map_err(failed("read the local address"))?;
        if let Some(warning) = warning {
            tracing::warn!("{warning}");
        }
        // In a task, because the runtime serves the thread of `block_on` last.
        let ended = tokio::spawn(server.run(stops)).await;
        drop(follower);
        ended.map_err(|error| Error::Server(format!("the server failed: {error}")))
    });
    // Does not wait for the connections that were cut off.
    runtime.shutdown_timeout(Duration::ZERO);
    ended?.map_err(|Unfinished(connections)| {
        // Not by the caller: standard error may be a pipe that nobody reads.
        log.line(&format!("error: {connections} connections were cut off"));
        Error::Logged
    })
}

fn failed(action: &str) -> impl FnOnce(io::Error) -> Error + use<> {
    let action = action.to_owned();
    move |error| Error::Server(format!("cannot {action}: {error}"))
}

/// Prints the addresses. These are not log events: supervisors wait for the lines at every log level.
fn announce(server: &Server) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    let _ = writeln!(stderr, "listening on http://{}", server.local_addr()?);
    if let Some(address) = server.admin_addr()? {
        let _ = writeln!(stderr, "admin listening on http://{address}");
    }
    Ok(())
}

impl Arguments {
    /// Takes the sockets of the service manager and opens the others.
    fn listeners(&self) -> Result<Listeners, Error> {
        let open = |address| listen(address).map_err(failed(&format!("listen on {address}")));
        let inherited = inherited().map_err(failed("take the sockets of LISTEN_FDS"))?;
        let (public, admin) = match inherited {
            Some(Listeners { public, admin }) => (public, admin),
            None => (open(self.listen)?, None),
        };
        let admin = match (admin, self.admin_listen) {
            (None, Some(address)) => Some(open(address)?),
            (admin, _) => admin,
        };
        Ok(Listeners { public, admin })
    }
}
