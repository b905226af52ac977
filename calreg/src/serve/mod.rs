//! `calreg serve`: the HTTP server.
//!
//! ```text
//!  command     parses the options, starts the log, opens the sockets (listen), runs the server until
//!              a signal (shutdown)
//!  server      the listeners, from their start until the last connection has ended
//!  accept      accepts the connections of one listener, up to the limits of its pool
//!  connection  serves one connection: hyper's HTTP/1.1 over body and stream, which know when it waits
//!              for its client; its failures are counted, and logged up to the limit of throttle
//!  routes      the handlers, over uri (decoding), language, response (JSON) and problem (errors)
//!  admin       the routes for operators; changes of definitions need a token (editor)
//!  sources     where the calendars come from: a directory, or etcd
//!  observe     wraps each request: request_id, trace, admit (limits), metrics, log
//!  app         the state that all requests share
//! ```

use std::sync::Arc;

use calendar_registry::Registry;

mod accept;
mod admin;
mod admit;
mod app;
mod body;
mod command;
mod connection;
mod descriptors;
#[cfg(feature = "etcd")]
mod editor;
#[cfg(feature = "etcd")]
mod etcd;
mod failure;
mod language;
mod limits;
mod listen;
mod log;
mod metrics;
mod observe;
mod pool;
mod problem;
mod request_id;
mod response;
mod routes;
mod server;
mod shutdown;
mod sources;
mod stream;
mod throttle;
mod trace;
mod uri;

pub use command::{Arguments, run};
pub use limits::Limits;
pub use server::{Listeners, Server, Unfinished};
pub use sources::Source;

/// Returns the service without connections, for calls in the same process.
pub fn service(registry: Arc<Registry>, limits: Limits) -> axum::Router {
    let app = app::App::new(registry, Source::default(), limits);
    routes::router(Arc::new(app), true)
}
