//! Sign-in: an e-mail address and a password for a token, until it expires.

use std::sync::Arc;

use axum::extract::{FromRequestParts, State};
use axum::http::StatusCode;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::routing::post;
use axum::{Json, Router};
use error_catalog::axum::Valid;
use error_catalog::edge::Exchange;
use error_catalog::{Failure, OrFail as _};
use garde::Validate;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::app::{Answer, App};
use crate::auth::{AuthError, Session};
use crate::catalogue::{SignIn, SignedIn};
use crate::users::Storable;

pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/session", post(sign_in).delete(sign_out))
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Credentials {
    #[garde(pattern(Storable))]
    email: String,
    #[garde(skip)]
    password: String,
    /// For how many seconds the token is good.
    #[garde(range(min = 1, max = 86_400))]
    #[serde(default = "an_hour")]
    lifetime: u32,
}

fn an_hour() -> u32 {
    3600
}

#[derive(Serialize)]
struct Granted {
    token: String,
    expires_at: Timestamp,
}

async fn sign_in(
    State(app): State<Arc<App>>,
    Valid(credentials): Valid<Credentials>,
) -> Answer<(StatusCode, Json<Granted>), SignIn> {
    let known = app.accounts.with_password(&credentials.email, &credentials.password).await?;
    let user = known.or_fail(AuthError::InvalidCredentials)?;
    let lifetime = SignedDuration::from_secs(credentials.lifetime.into());
    let session = app.sessions.lock().await.open(&user, lifetime)?;
    let granted = Granted { token: session.token.into_inner(), expires_at: session.expires_at };
    Ok((StatusCode::CREATED, Json(granted)))
}

async fn sign_out(State(app): State<Arc<App>>, session: Session) -> StatusCode {
    app.sessions.lock().await.close(&session);
    StatusCode::NO_CONTENT
}

/// A handler that takes a [`Session`] is reached by a good token only.
impl FromRequestParts<Arc<App>> for Session {
    type Rejection = Failure<SignedIn>;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Answer<Self, SignedIn> {
        let said = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = said.and_then(|said| said.strip_prefix("Bearer "));
        let token = token.ok_or(AuthError::TokenInvalid)?;
        let session = app.sessions.lock().await.find(token)?;
        // The record of a failure has a keyed hash of the user.
        if let Some(exchange) = parts.extensions.get::<Exchange>() {
            exchange.set_user(session.user.to_string());
        }
        Ok(session)
    }
}
