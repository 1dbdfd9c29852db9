//! The book of reservations and what can go wrong with them.

mod book;
mod errors;
mod room;

pub use book::{Book, NewReservation, Reservation};
pub use errors::ReservationError;
pub use room::Room;
