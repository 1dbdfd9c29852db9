//! The edge as a layer around every tower service: axum's routers, hyper's services, warp's filters.
//!
//! `service` meets the request, `future` waits for the answer and finishes it, `said` reads what a bare one says.

mod future;
mod layer;
mod peek;
mod service;

pub use future::CatalogFuture;
pub use layer::CatalogLayer;
pub use service::CatalogService;
