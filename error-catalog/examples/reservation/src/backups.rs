//! Backups of the reservations. Their failures are internal: clients learn nothing of them.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use error_catalog::OrFail as _;

use crate::app::{Answer, App};
use crate::auth::Session;

pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/backups", post(back_up))
}

async fn back_up(State(app): State<Arc<App>>, session: Session) -> Answer<StatusCode> {
    session.must_be_administrator("backups.create")?;
    let book = serde_json::to_vec(&app.book.lock().await.all()).or_internal()?;
    let file = app.backups.join("reservations.json");
    // The client learns that the system failed; the path and the reason are for the log.
    let written = tokio::fs::write(&file, book).await;
    written.or_internal_with(|| format!("writing the backup {}", file.display()))?;
    Ok(StatusCode::NO_CONTENT)
}
