//! JSON by hand, for bodies that are written straight into one buffer: no tree between an error
//! and its bytes. Texts that come from values are `serde_json`'s, so what is read here is JSON;
//! text that is not ends a reading early and never panics.

mod escape;
mod number;
mod scalar;
mod scan;
mod transcode;

pub(crate) use escape::{Escaped, Measured, escape, write_string};
pub(crate) use number::write_number;
#[cfg(feature = "report")]
pub(crate) use number::write_padded;
pub(crate) use scalar::{Unwritten, write_scalar};
pub(crate) use scan::{Members, elements, members, unescape};
pub(crate) use transcode::Transcode;
