//! Who is asking: sessions, and what can go wrong with them.

mod errors;
mod sessions;

pub use errors::AuthError;
pub use sessions::{Session, Sessions};
