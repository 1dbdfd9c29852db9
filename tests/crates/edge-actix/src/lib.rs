//! A shop behind actix's real server, and what its tests look at it with.

#[path = "../../edge-axum/src/breaking.rs"]
pub mod breaking;
pub mod client;
#[path = "../../edge-axum/src/flood.rs"]
pub mod flood;
pub mod foreign;
pub mod server;
pub mod shop;
#[path = "../../edge-axum/src/spill.rs"]
pub mod spill;
pub mod told;
