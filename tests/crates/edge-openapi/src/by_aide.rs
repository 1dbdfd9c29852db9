//! The service as aide documents it: by the types of its handlers alone.

use aide::axum::ApiRouter;
use aide::axum::routing::{get_with, post_with};
use aide::openapi::{Info, OpenApi};
use axum::Router;
use error_catalog::Failure;
use error_catalog::axum::{Json, Path, Query, Valid};
use error_catalog::tower::CatalogLayer;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::codes::{Codes, ShowUser, SignUp, UserError};

#[derive(Debug, Serialize, JsonSchema)]
pub struct User {
    pub id: u64,
    pub name: String,
}

/// The user to be.
#[derive(Debug, Deserialize, JsonSchema, garde::Validate)]
pub struct NewUser {
    #[garde(length(min = 1, max = 20))]
    pub name: String,
}

#[derive(Debug, Deserialize, JsonSchema)]
pub struct UserPath {
    pub id: u64,
}

#[derive(Debug, Deserialize, JsonSchema, garde::Validate)]
pub struct Page {
    #[garde(range(min = 1))]
    pub page: Option<u32>,
}

async fn sign_up(new: Valid<NewUser>) -> Result<Json<User>, Failure<SignUp>> {
    match new.0.name {
        name if name == "hanako" => Err(UserError::EmailExists)?,
        name => Ok(Json(User { id: 7, name })),
    }
}

async fn show_user(Path(path): Path<UserPath>) -> Result<Json<User>, Failure<ShowUser>> {
    Err(UserError::NotFound { id: path.id })?
}

async fn list_users(page: Query<Page>) -> Result<Json<Vec<User>>, Failure<Codes>> {
    let _ = page;
    Ok(Json(Vec::new()))
}

async fn checked_users(page: Valid<Query<Page>>) -> Result<Json<Vec<User>>, Failure<Codes>> {
    let _ = page;
    Ok(Json(Vec::new()))
}

/// The routes, and the document of them.
pub fn service() -> (Router, OpenApi) {
    let info = Info { title: "Users".to_owned(), version: "1.0.0".to_owned(), ..Info::default() };
    let mut document = OpenApi { info, ..OpenApi::default() };
    let router = ApiRouter::new()
        .api_route(
            "/users",
            post_with(sign_up, |op| op.id("signUp")).get_with(list_users, |op| op.id("listUsers")),
        )
        .api_route("/users/checked", get_with(checked_users, |op| op.id("checkedUsers")))
        .api_route("/users/{id}", get_with(show_user, |op| op.id("showUser")))
        .finish_api(&mut document)
        .layer(CatalogLayer::<Codes>::new());
    (router, document)
}
