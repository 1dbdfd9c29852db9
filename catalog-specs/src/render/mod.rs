//! Documents, each a pure function of the catalogue: sorted, and the same for the same input.

mod catalogue;
pub mod example;
mod html;
mod markdown;
mod openapi;
mod proto;
pub mod types;
mod typescript;
