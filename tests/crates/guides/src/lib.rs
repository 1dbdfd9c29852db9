//! The README and the guides in `docs`: each Rust snippet is a doctest here, and `tests/guides.rs` runs the rest.

mod blocks;
mod package;

pub use blocks::{Block, blocks};
pub use package::{Package, build_command, root};

include!(concat!(env!("OUT_DIR"), "/guides.rs"));
