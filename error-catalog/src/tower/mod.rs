//! A layer for tower services of HTTP, such as axum's routers, hyper's services and warp's filters.

mod future;
mod layer;
mod peek;
mod service;
mod watched;

pub use future::CatalogFuture;
pub use layer::CatalogLayer;
pub use service::CatalogService;
