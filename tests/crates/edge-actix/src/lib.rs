//! A shop behind actix's real server, and what its tests look at it with.

pub mod client;
pub mod server;
pub mod shop;
pub mod told;
