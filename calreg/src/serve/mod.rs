//! `calreg serve`: the HTTP server.
//!
//! ```text
//!  command     parses the options and runs the server until a signal (shutdown)
//!  accept      accepts connections up to a limit
//!  connection  serves one connection: hyper's HTTP/1.1 over a stream with a write timeout
//!  routes      the paths, with the middleware of all requests
//!  page, openapi  the page at `/`, and the description of the paths
//!  observe     wraps each request: request_id, admit (limits), metrics, log
//!  cors, conditional  further middleware: which pages may read responses; 304
//!  api         the handlers, over uri (decoding), dates, language, response (JSON), problem (errors)
//!  app         the state that all requests share
//! ```

use std::sync::Arc;

use calendar_registry::Registry;

mod accept;
mod admit;
mod api;
mod app;
mod changes;
mod command;
mod conditional;
mod connection;
mod cors;
mod dates;
mod events;
mod language;
mod limits;
mod listing;
mod metrics;
mod observe;
mod openapi;
mod page;
mod problem;
mod request_id;
mod response;
mod routes;
mod shutdown;
mod stream;
mod uri;

pub use accept::{Server, Unfinished};
pub use command::{Arguments, run};
pub use cors::AllowedOrigins;
pub use limits::Limits;

/// Returns the service without connections, for calls in the same process.
pub fn service(registry: Arc<Registry>, limits: Limits) -> axum::Router {
    routes::router(Arc::new(app::App::new(registry, limits)))
}
