// Lint: hand-made-500

use axum::http::StatusCode;
use error_catalog::{ErrorCatalog, SystemError, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ROOM", registry = Codes)]
pub enum RoomError {
    #[catalog(code = "ROOM_TAKEN", status = 409, log_level = "INFO", message = "the room is taken")]
    Taken,
}

catalog! {
    pub struct Codes { RoomError, SystemError }
}

pub async fn first(numbers: Vec<u64>) -> Result<String, (StatusCode, &'static str)> {
    let first = numbers.first().ok_or((StatusCode::INTERNAL_SERVER_ERROR, "no room"))?;
    Ok(format!("room {first}"))
}
