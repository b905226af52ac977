//! An axum handler that resolves a calendar for each request, and answers in the client's language.
//! `calreg serve` is a complete server.
//!
//! ```text
//! cargo run --example axum -- 127.0.0.1:3000     # curl http://127.0.0.1:3000/jalali/2461367
//! ```

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::get;
use calendar_registry::{Date, JulianDay, Locale, Registry, Style};

/// Converts a Julian Day to a date. The pin must not be held across an `.await`: it is not `Send`, so
/// such a handler does not compile.
async fn date(
    State(registry): State<&'static Registry>,
    Path((calendar, day)): Path<(String, i64)>,
    headers: HeaderMap,
) -> Result<String, (StatusCode, String)> {
    let pin = registry.pin();
    let calendar = pin
        .resolve(calendar)
        .map_err(|e| (StatusCode::NOT_FOUND, e.to_string()))?;
    let date = Date::from_julian_day(calendar, JulianDay::new(day))
        .map_err(|e| (StatusCode::UNPROCESSABLE_ENTITY, e.to_string()))?;
    let languages = headers.get(header::ACCEPT_LANGUAGE);
    let languages = languages.and_then(|value| value.to_str().ok());
    let locale = Locale::negotiate(languages.unwrap_or("en"));
    let text = date
        .format_in(locale, Style::Full)
        .map_err(|e| (StatusCode::UNPROCESSABLE_ENTITY, e.to_string()))?;
    Ok(format!("{text} {}\n", calendar.name()))
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
