//! Reservations: a room for two hours, cancelled no later than a day before.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use error_catalog::axum::Valid;

use crate::app::{Answer, App};
use crate::auth::Session;
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
