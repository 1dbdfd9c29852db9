//! Both edges over the network.

mod graphql;
mod jsonrpc;
mod refused;
mod subscription;
