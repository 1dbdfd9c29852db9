// Lint: unwrap-in-handler

use axum::extract::Path;
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

pub async fn room(Path(number): Path<String>) -> Result<String, Failure<Codes>> {
    let number = number
        // Both `7` and `#7`.
        .trim_start_matches("#  ")
        .parse::<u64>()
        .unwrap();
    Ok(format!("room {number}"))
}
