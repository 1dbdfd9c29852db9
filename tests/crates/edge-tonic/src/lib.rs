//! A shop behind tonic's real server, and what its tests look at it with.

pub mod client;
pub mod raw;
pub mod server;
pub mod shop;
#[path = "../../edge-actix/src/told.rs"]
pub mod told;
