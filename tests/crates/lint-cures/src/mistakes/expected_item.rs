// Lint: unwrap-in-handler

use axum::Json;
use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ROOM", registry = Codes)]
pub enum RoomError {
    #[catalog(code = "ROOM_TAKEN", status = 409, log_level = "INFO", message = "the room is taken")]
    Taken,
}

catalog! {
    pub struct Codes { RoomError, SystemError }
}

pub async fn first(Json(rooms): Json<Vec<u64>>) -> Result<String, Failure<Codes>> {
    Ok(format!("room {}", rooms.first().expect("a room")))
}
