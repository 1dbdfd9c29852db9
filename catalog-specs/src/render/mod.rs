//! Documents, each a pure function of the catalogue: sorted, and the same for the same input.

mod catalogue;
mod dialect;
pub mod example;
mod html;
mod markdown;
mod openapi;
mod proto;
mod public;
mod text;
pub mod types;
mod typescript;

pub use crate::Dialect;
pub use catalogue::catalogue;
pub use html::html;
pub use markdown::markdown;
pub use openapi::openapi;
pub use proto::proto;
pub use typescript::typescript;
