// Lint: unwrap-in-handler

use error_catalog::OrFail;
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
    let number: u64 = number.parse().or_internal()?;
    Ok(format!("room {number}"))
}
