// Lint: swallowed-result

use std::sync::Arc;

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

pub struct Rooms;

impl Rooms {
    pub async fn book(&self, room: u64) -> Result<u64, RoomError> {
        if room == 0 { Err(RoomError::Taken) } else { Ok(std::future::ready(room).await) }
    }
}

pub async fn move_in(rooms: Arc<Rooms>) -> Result<(), Failure<Codes>> {
    rooms.book(7).await?;
    Ok(())
}
