//! The service as utoipa documents it.

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use error_catalog::Failure;
use error_catalog::axum::{Json, Path, Valid};
use error_catalog::tower::CatalogLayer;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use crate::codes::{Codes, ShowUser, SignUp, UserError};

#[derive(Debug, Serialize, ToSchema)]
pub struct User {
    pub id: u64,
    pub name: String,
}

#[derive(Debug, Deserialize, ToSchema, garde::Validate)]
pub struct NewUser {
    #[garde(length(min = 1, max = 20))]
    pub name: String,
}

/// Creates an account.
#[utoipa::path(
    post, path = "/users", operation_id = "signUp",
    responses((status = 201, description = "The new user.", body = User), Failure<SignUp>)
)]
pub async fn sign_up(new: Valid<NewUser>) -> Result<(StatusCode, Json<User>), Failure<SignUp>> {
    let name = new.0.name;
    match name.as_str() {
        "taken" => {
            let free = Some(vec![format!("{name}1")]);
            Err(UserError::NameTaken { name, free, tries: 3 })?
        }
        "hanako" => Err(UserError::EmailExists)?,
        "ended" => Err(UserError::PlanEnded { limits: [("rooms".to_owned(), 3)].into() })?,
        "busy" => Err(UserError::StoreBusy { wait: std::time::Duration::from_secs(5) })?,
        _ => Ok((StatusCode::CREATED, Json(User { id: 7, name }))),
    }
}

/// Reads an account.
#[utoipa::path(
    get, path = "/users/{id}", operation_id = "showUser", params(("id" = u64, Path)),
    responses((status = 200, description = "The user.", body = User), Failure<ShowUser>)
)]
pub async fn show_user(Path(id): Path<u64>) -> Result<Json<User>, Failure<ShowUser>> {
    Err(UserError::NotFound { id })?
}

#[derive(OpenApi)]
#[openapi(paths(sign_up, show_user))]
pub struct Api;

pub fn router() -> Router {
    Router::new()
        .route("/users", post(sign_up))
        .route("/users/{id}", get(show_user))
        .layer(CatalogLayer::<Codes>::new())
}
