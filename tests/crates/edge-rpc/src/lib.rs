//! A shop that answers by GraphQL and by JSON-RPC, for the tests of both edges over the network.

pub mod client;
pub mod recorder;
pub mod schema;
pub mod server;
pub mod shop;
