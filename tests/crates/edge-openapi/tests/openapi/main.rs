//! What `Failure<…>` says of its endpoint in `OpenAPI`, and whether the service keeps to it.

mod aide;
mod declared;
mod shape;
mod utoipa;
