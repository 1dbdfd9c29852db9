// Lint: hand-made-500

use error_catalog::Failure;
use error_catalog::OrFail;
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

pub async fn rooms() -> Result<String, Failure<Codes>> {
    Ok(std::fs::read_to_string("rooms.json").or_internal()?)
}
