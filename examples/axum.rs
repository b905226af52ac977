//! A handler that resolves a calendar for each request. `calreg serve` is the grown-up version.
//!
//! ```text
//! cargo run --example axum -- 127.0.0.1:3000     # curl http://127.0.0.1:3000/jalali/2461367
//! ```

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::get;
use calendar_registry::{JulianDay, Registry};

/// The pin lives within a block without `.await`: a handler that held it across one would not
/// compile, as a `Guard` stays on its thread.
async fn date(
    State(registry): State<&'static Registry>,
    Path((calendar, day)): Path<(String, i64)>,
) -> Result<String, (StatusCode, String)> {
    let pin = registry.pin();
    let calendar = pin
        .resolve(calendar)
        .map_err(|e| (StatusCode::NOT_FOUND, e.to_string()))?;
    let date = calendar
        .date(JulianDay::new(day))
        .map_err(|e| (StatusCode::UNPROCESSABLE_ENTITY, e.to_string()))?;
    Ok(format!("{date} {}\n", calendar.name()))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let app = Router::new()
        .route("/{calendar}/{day}", get(date))
        .with_state(Registry::global());
    let address = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:3000".to_owned());
    let listener = tokio::net::TcpListener::bind(address).await?;
    axum::serve(listener, app).await
}
