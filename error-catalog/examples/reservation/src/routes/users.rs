//! Accounts: everyone may register; administrators suspend and close.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use axum::{Json, Router};
use error_catalog::axum::Valid;
use garde::Validate;
use serde::Deserialize;

use crate::app::{Answer, App};
use crate::auth::{AuthError, Session};
use crate::catalogue::{ChangeStatus, Register, ShowUser};
use crate::users::{NewUser, Status, User};

pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/users", post(register))
        .route("/users/{id}", get(show))
        .route("/users/{id}/status", put(change_status))
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct NewStatus {
    #[garde(skip)]
    status: Status,
}

async fn register(
    State(app): State<Arc<App>>,
    Valid(new): Valid<NewUser>,
) -> Answer<(StatusCode, Json<User>), Register> {
    let user = app.accounts.open(new).await?;
    Ok((StatusCode::CREATED, Json(user)))
}

async fn show(
    State(app): State<Arc<App>>,
    session: Session,
    Path(id): Path<u64>,
) -> Answer<Json<User>, ShowUser> {
    session.must_be(id, "users.read")?;
    Ok(Json(app.accounts.get(id).await?))
}

async fn change_status(
    State(app): State<Arc<App>>,
    session: Session,
    Path(id): Path<u64>,
    Valid(new): Valid<NewStatus>,
) -> Answer<Json<User>, ChangeStatus> {
    let action = "users.status";
    session.must_be_administrator(action)?;
    if id == session.user {
        // Administrators cannot suspend themselves.
        return Err(AuthError::InsufficientPermissions { user: id, action }.into());
    }
    let user = app.accounts.change_status(id, new.status).await?;
    app.sessions.lock().await.close_all_of(id);
    Ok(Json(user))
}
