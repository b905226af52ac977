//! The definitions of calendars that come from a source, and the state of the source.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, Uri, header};
use axum::response::Response;
use calendar_registry_sources::definition::Definition;
use calendar_registry_sources::etcd;
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use crate::serve::app::App;
use crate::serve::problem::{Kind, Problem, at};
use crate::serve::response::{JSON, json, json_bytes, response};
use crate::serve::sources::StatusView;
use crate::serve::uri::{query, segment};

/// A file of one definition.
#[derive(Serialize, ToSchema)]
pub(in crate::serve) struct DefinitionFile {
    schema: u8,
    #[serde(serialize_with = "shared")]
    #[schema(value_type = Vec<Object>)]
    calendar: [Arc<Definition>; 1],
}

fn shared<S: Serializer>(calendar: &[Arc<Definition>; 1], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(calendar.iter().map(|definition| &**definition))
}

/// The definition of a calendar that comes from a file or etcd. A change has to match the `etag`.
#[utoipa::path(
    get, path = "/v1/calendars/{name}/definition", tag = "calendars",
    params(("name" = String, Path, description = "A name of the calendar")),
    responses((status = 200, description = "A file of this definition alone", body = DefinitionFile))
)]
pub(in crate::serve) async fn definition(
    State(app): State<Arc<App>>,
    uri: Uri,
) -> Result<Response, Problem> {
    let mut tag = None;
    let body = json_bytes(|| {
        query(&uri, [], [])?;
        let name = segment(&uri, 2)?;
        app.resolve(&app.registry.pin(), &name)
            .map_err(at("name"))?;
        let status = app.source.status.as_ref();
        let definition = status.and_then(|status| status.definition(&name));
        let definition = definition.ok_or_else(|| {
            let detail = "the calendar is built in: only those of a source have a definition";
            Problem::new(Kind::NoDefinition, detail)
        })?;
        tag = HeaderValue::try_from(format!("\"{}\"", etcd::tag(&definition))).ok();
        Ok(DefinitionFile {
            schema: 1,
            calendar: [definition],
        })
    })?;
    let mut response = response(JSON, "no-cache", body);
    let headers = response.headers_mut();
    headers.extend(tag.map(|tag| (header::ETAG, tag)));
    Ok(response)
}

/// The registry's generation, and the state of the source of calendars.
#[utoipa::path(
    get, path = "/v1/status", tag = "server",
    responses((status = 200, description = "The state", body = StatusView))
)]
pub(in crate::serve) async fn status(
    State(app): State<Arc<App>>,
    uri: Uri,
) -> Result<Response, Problem> {
    json(|| {
        query(&uri, [], [])?;
        Ok(StatusView::of(&app.registry, &app.source))
    })
}
