//! A plain axum server that answers one route of `calreg serve` with the same JSON. It has no limits,
//! ids, metrics or log: `calreg/bench/cpu.sh` compares the CPU time of a request with it.

use std::io::Write;
use std::sync::{Arc, LazyLock};

use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use calendar_registry::{Date, Registry};
use calreg::query::date_on;
use calreg::view::DayView;

static REGISTRY: LazyLock<Arc<Registry>> = LazyLock::new(|| Arc::new(Registry::with_builtins()));

async fn date(
    Path((name, date)): Path<(String, String)>,
) -> Result<Json<DayView>, (StatusCode, String)> {
    let bad = |error: &dyn std::fmt::Display| (StatusCode::BAD_REQUEST, error.to_string());
    let pin = REGISTRY.pin();
    let date = Date::parse(&date, &pin).map_err(|error| bad(&error))?;
    let calendar = pin.resolve(&name).map_err(|error| bad(&error))?;
    let date = date_on(calendar, date.julian_day()).map_err(|error| bad(&error))?;
    let view = DayView::of(&date, None).map_err(|error| bad(&error))?;
    Ok(Json(view))
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let router = Router::new().route("/v1/calendars/{name}/dates/{date}", get(date));
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = listener.local_addr()?;
    let _ = writeln!(std::io::stderr().lock(), "listening on http://{address}");
    axum::serve(listener, router).await
}
