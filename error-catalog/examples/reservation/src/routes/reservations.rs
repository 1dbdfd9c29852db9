//! Reservations: a room for two hours, cancelled no later than a day before.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use error_catalog::axum::Valid;

use crate::app::{Answer, App};
use crate::auth::Session;
use crate::catalogue::{CancelReservation, Reserve, ShowReservation, SignedIn};
use crate::reservations::{NewReservation, Reservation};

pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/reservations", post(reserve).get(list))
        .route("/reservations/{id}", get(show).delete(cancel))
}

async fn reserve(
    State(app): State<Arc<App>>,
    session: Session,
    Valid(new): Valid<NewReservation>,
) -> Answer<(StatusCode, Json<Reservation>), Reserve> {
    new.check()?;
    let reservation = app.book.reserve(session.user, &new).await?;
    Ok((StatusCode::CREATED, Json(reservation)))
}

async fn list(
    State(app): State<Arc<App>>,
    session: Session,
) -> Answer<Json<Vec<Reservation>>, SignedIn> {
    let mut reservations = app.book.all().await?;
    reservations.retain(|reservation| reservation.user == session.user);
    Ok(Json(reservations))
}

async fn show(
    State(app): State<Arc<App>>,
    session: Session,
    Path(id): Path<u64>,
) -> Answer<Json<Reservation>, ShowReservation> {
    let reservation = app.book.get(id).await?;
    session.must_be(reservation.user, "reservations.read")?;
    Ok(Json(reservation))
}

async fn cancel(
    State(app): State<Arc<App>>,
    session: Session,
    Path(id): Path<u64>,
) -> Answer<StatusCode, CancelReservation> {
    session.must_be(app.book.get(id).await?.user, "reservations.cancel")?;
    app.book.cancel(id).await?;
    Ok(StatusCode::NO_CONTENT)
}
