//! The handlers of each area.

pub mod backups;
pub mod reservations;
pub mod session;
pub mod users;
