//! A shop behind actix's real server, and what its tests look at it with.

#[path = "../../edge-axum/src/breaking.rs"]
pub mod breaking;
#[path = "../../edge-axum/src/capture.rs"]
pub mod capture;
pub mod client;
#[path = "../../edge-axum/src/flood.rs"]
pub mod flood;
pub mod foreign;
#[path = "../../edge-axum/src/provoked.rs"]
pub mod provoked;
pub mod recorded;
#[path = "../../edge-axum/src/requests.rs"]
pub mod requests;
pub mod server;
pub mod shop;
#[path = "../../edge-axum/src/spill.rs"]
pub mod spill;
