//! JSON, as far as documents need it.

mod escape;
mod tree;

pub use escape::escape_into;
pub use tree::Json;
