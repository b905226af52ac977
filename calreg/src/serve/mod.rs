//! `calreg serve`: the HTTP server.
//!
//! ```text
//!  command     parses the options, starts the log, opens the sockets (listen), runs the server until
//!              a signal (shutdown)
//!  server      the listeners, from their start until the last connection has ended
//!  accept      accepts the connections of one listener, up to the limits of its pool
//!  connection  serves one connection: hyper's HTTP/1.1 over body and stream, which know when it waits
//!              for its client; its failures are counted, and logged up to the limit of throttle
//!  routes      the paths, with those of page (`/`) and openapi (the description)
//!  api         the handlers of /v1, over uri (decoding), dates, language, response (JSON) and problem
//!  admin       the routes for operators; changes of definitions need a token (editor)
//!  sources     where the calendars come from: a directory, or etcd
//!  represent   cross-origin headers (cors), gzip, 304 (conditional)
//!  observe     wraps each request: request_id, trace, admit (limits), metrics, log
//!  app         the state that all requests share
//! ```

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::Method;
use calendar_registry::Registry;

mod accept;
mod admin;
mod admit;
mod api;
mod app;
mod body;
mod changes;
mod command;
mod conditional;
mod connection;
mod cors;
mod dates;
mod descriptors;
#[cfg(feature = "etcd")]
mod editor;
#[cfg(feature = "etcd")]
mod etcd;
mod events;
mod failure;
mod language;
mod limits;
mod listen;
mod listing;
mod log;
mod metrics;
mod observe;
mod openapi;
mod page;
mod pool;
mod problem;
mod represent;
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
pub use cors::AllowedOrigins;
pub use limits::Limits;
pub use server::{Listeners, Server, Unfinished};
pub use sources::Source;

/// Returns the service without connections, for calls in the same process.
pub fn service(registry: Arc<Registry>, limits: Limits) -> Router {
    let app = Arc::new(app::App::new(registry, Source::default(), limits));
    let router = routes::router(Arc::clone(&app), true);
    let front = represent::Front::new(router, &app.limits.origins);
    let service = tower::service_fn(move |request: Request| {
        let (app, front) = (Arc::clone(&app), front.clone());
        async move {
            let is_head = request.method() == Method::HEAD;
            let respond = |request| async move { front.respond(request).await };
            let mut response = observe::observe(&app, request, None, respond).await;
            // On a connection, hyper does this.
            if is_head {
                *response.body_mut() = Body::empty();
            }
            Ok::<_, Infallible>(response)
        }
    });
    Router::new().fallback_service(service)
}
