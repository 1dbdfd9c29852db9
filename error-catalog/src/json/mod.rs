//! Reads and writes JSON without a tree: a body is written into one buffer. `serde_json` writes the texts of values, so the
//! input of the readers is JSON. On other text a reader ends early, without a panic.

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
