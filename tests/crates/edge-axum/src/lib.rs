//! The axum edge, tried with the real server, a real client and a log that is read back.
//!
//! [`catalogue`] is the shop whose failures are raised, [`server`] runs a router with its own log and
//! recorder, [`client`] sends requests, [`capture`] is what was logged and counted.

pub mod breaking;
pub mod capture;
pub mod catalogue;
pub mod client;
pub mod flood;
pub mod provoked;
pub mod requests;
pub mod server;
pub mod shop;
pub mod spill;
