//! Reservations: a room for two hours, cancelled no later than a day before.

mod book;
mod errors;

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use error_catalog::axum::Valid;
use garde::Validate;
use jiff::Timestamp;
use serde::Deserialize;

pub use book::{Book, Reservation, Room};
pub use errors::ReservationError;

use crate::auth::Session;
use crate::service::{Answer, App};

pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/reservations", post(reserve).get(list))
        .route("/reservations/{id}", get(show).delete(cancel))
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewReservation {
    #[garde(skip)]
    room: Room,
    #[garde(skip)]
    starts_at: Timestamp,
    #[garde(range(min = 1))]
    seats: u32,
}

async fn reserve(
    State(app): State<Arc<App>>,
    session: Session,
    Valid(new): Valid<NewReservation>,
) -> Answer<(StatusCode, Json<Reservation>)> {
    new.check()?;
    let reservation = app.book.lock().await.reserve(session.user, &new)?.clone();
    Ok((StatusCode::CREATED, Json(reservation)))
}

async fn list(State(app): State<Arc<App>>, session: Session) -> Json<Vec<Reservation>> {
    let book = app.book.lock().await;
    let own = book.all().into_iter().filter(|reservation| reservation.user == session.user);
    Json(own.cloned().collect())
}

async fn show(
    State(app): State<Arc<App>>,
    session: Session,
    Path(id): Path<u64>,
) -> Answer<Json<Reservation>> {
    let book = app.book.lock().await;
    let reservation = book.get(id)?;
    session.must_be(reservation.user, "reservations.read")?;
    Ok(Json(reservation.clone()))
}

async fn cancel(
    State(app): State<Arc<App>>,
    session: Session,
    Path(id): Path<u64>,
) -> Answer<StatusCode> {
    let mut book = app.book.lock().await;
    session.must_be(book.get(id)?.user, "reservations.cancel")?;
    book.cancel(id)?;
    Ok(StatusCode::NO_CONTENT)
}
