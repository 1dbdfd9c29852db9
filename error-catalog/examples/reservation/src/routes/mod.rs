//! The handlers of each area.

pub mod reservations;
pub mod session;
pub mod users;
