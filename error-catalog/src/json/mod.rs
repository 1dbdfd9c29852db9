//! JSON by hand, for bodies that are written straight into one buffer: no tree between an error
//! and its bytes. Texts that come from values are `serde_json`'s, so what is read here is JSON;
//! text that is not ends a reading early and never panics.

mod escape;
mod finite;
mod scan;
mod transcode;

pub(crate) use escape::{Escaped, escape, escaped_length, write_string};
pub(crate) use finite::is_not_finite;
pub(crate) use scan::{Members, elements, members, unescape};
pub(crate) use transcode::Transcode;
