//! A shop behind tonic's real server, and what its tests look at it with.

#[path = "../../edge-axum/src/breaking.rs"]
pub mod breaking;
pub mod client;
pub mod raw;
#[path = "../../edge-actix/src/recorded.rs"]
pub mod recorded;
#[path = "../../edge-axum/src/requests.rs"]
pub mod requests;
pub mod server;
pub mod shop;
#[path = "../../edge-axum/src/spill.rs"]
pub mod spill;
