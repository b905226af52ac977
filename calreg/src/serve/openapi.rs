//! The description of the server in OpenAPI 3.1.

use std::sync::{Arc, LazyLock};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use utoipa::openapi::path::Operation;
use utoipa::openapi::{ContentBuilder, PathItem, Ref, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use super::admin;
use super::api::{batch, calendars, convert, definition, month, text};
use super::app::App;
use super::problem::{self, Problem, ProblemBody};
use super::response::{JSON, constant, internal_error};
use super::routes;
use super::uri::query;
use super::{events, page};

/// The description. Its paths are compared with the router's in a test, and its examples are requested.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "calreg",
        description = "Converts dates between calendars, and writes and reads them as text. Calendars \
                       can be registered, replaced and removed while the server runs.",
    ),
    paths(
        calendars::calendars, calendars::calendar, calendars::date, calendars::today, month::month,
        text::calendar_names, convert::convert, batch::convert_batch, text::format, text::parse,
        text::names, definition::definition, definition::status, calendars::changes, events::events, page::page, document, admin::health, admin::ready, admin::metrics, routes::problem,
    ),
    components(schemas(ProblemBody)),
    tags(
        (name = "calendars", description = "The registered calendars"),
        (name = "dates", description = "Days, months and conversions"),
        (name = "text", description = "Dates as text, and names"),
        (name = "server", description = "The server itself"),
    ),
    modifiers(&Common),
)]
struct Document;

/// Adds the responses that all operations have.
struct Common;

impl Modify for Common {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let problem = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("ProblemBody")))
            .build();
        let failed = ResponseBuilder::new()
            .description("The request failed")
            .content(problem::MEDIA_TYPE, problem)
            .build();
        let unchanged = ResponseBuilder::new()
            .description("The client's representation, named in if-none-match, is current")
            .build();
        let add = |operation: &mut Operation, is_get: bool| {
            let responses = &mut operation.responses.responses;
            responses.insert("default".to_owned(), failed.clone().into());
            if is_get {
                responses.insert("304".to_owned(), unchanged.clone().into());
            }
        };
        for PathItem { get, post, .. } in document.paths.paths.values_mut() {
            get.iter_mut().for_each(|operation| add(operation, true));
            post.iter_mut().for_each(|operation| add(operation, false));
        }
    }
}

/// The description as JSON; empty if it cannot be written.
static JSON_DOCUMENT: LazyLock<Bytes> = LazyLock::new(|| {
    let json = Document::openapi().to_pretty_json();
    json.map_or_else(|_| Bytes::new(), |json| Bytes::from(json + "\n"))
});

/// The description of this server in OpenAPI 3.1.
#[utoipa::path(
    get, path = "/openapi.json", tag = "server",
    responses((status = 200, description = "This document", body = Object))
)]
pub(super) async fn document(State(app): State<Arc<App>>, uri: Uri) -> Result<Response, Problem> {
    query(&uri, [], [])?;
    let json = JSON_DOCUMENT.clone();
    if json.is_empty() {
        return Err(internal_error());
    }
    Ok(constant(&app, JSON, "openapi", json))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use axum::body::Body;
    use axum::http::{Request, header};
    use calendar_registry::Registry;
    use tower::ServiceExt;

    use super::*;
    use crate::serve::{Limits, service};

    /// The methods of a path by the `allow` header of the router.
    async fn methods(path: &str) -> Vec<String> {
        let service = service(Arc::new(Registry::with_builtins()), Limits::default());
        let request = Request::builder()
            .method("BREW")
            .uri(path.replace(['{', '}'], "_"))
            .header(header::HOST, "test");
        let request = request.body(Body::empty()).unwrap();
        let response = service.oneshot(request).await.unwrap();
        let allow = response.headers()[header::ALLOW].to_str().unwrap();
        let methods = allow.split(',').filter(|method| *method != "HEAD");
        methods.map(str::to_lowercase).collect()
    }

    #[tokio::test]
    async fn document_has_the_paths_and_methods_of_the_router() {
        let mut routed = BTreeMap::new();
        for (path, _) in routes::routes().into_iter().chain(admin::routes()) {
            routed.insert(path.to_owned(), methods(path).await);
        }
        let document: serde_json::Value = serde_json::from_slice(&JSON_DOCUMENT).unwrap();
        let paths = document["paths"].as_object().unwrap().iter();
        let described: BTreeMap<String, Vec<String>> = paths
            .map(|(path, item)| {
                let methods = item.as_object().unwrap().keys().cloned().collect();
                (path.clone(), methods)
            })
            .collect();
        assert_eq!(described, routed);
    }
}
