// Lint: allow-without-reason

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

pub fn book(room: u64) -> Result<u64, RoomError> {
    if room == 0 { Err(RoomError::Taken) } else { Ok(room) }
}

pub fn on_timer() {
    // error-catalog: allow(swallowed-result)
    drop(book(7));
}
