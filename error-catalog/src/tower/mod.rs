//! A layer for every tower service: axum's routers, hyper's services, warp's filters.

mod future;
mod layer;
mod peek;
mod service;
mod watched;

pub use future::CatalogFuture;
pub use layer::CatalogLayer;
pub use service::CatalogService;
