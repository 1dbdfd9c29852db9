//! Backups of the reservations. A failed write is internal: clients learn nothing of it.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use error_catalog::OrFail as _;

use crate::app::{Answer, App};
use crate::auth::Session;
use crate::backups::BackupError;
use crate::catalogue::{ReadBackup, WriteBackup};

/// The file of the last backup.
const FILE: &str = "reservations.json";

pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/backups", post(back_up)).route("/backups/latest", get(read_latest))
}

async fn back_up(State(app): State<Arc<App>>, session: Session) -> Answer<StatusCode, WriteBackup> {
    session.must_be_administrator("backups.create")?;
    let book = serde_json::to_vec(&app.book.all().await?).or_internal()?;
    let file = app.backups.join(FILE);
    // The client learns that the system failed; the path and the reason are for the log.
    let written = tokio::fs::write(&file, book).await;
    written.or_internal_with(|| format!("writing the backup {}", file.display()))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn read_latest(
    State(app): State<Arc<App>>,
    session: Session,
) -> Answer<impl IntoResponse, ReadBackup> {
    session.must_be_administrator("backups.read")?;
    let read = tokio::fs::read(app.backups.join(FILE)).await;
    let backup = read.map_err(|source| BackupError::Unreadable { source })?;
    Ok(([(CONTENT_TYPE, "application/json")], backup))
}
