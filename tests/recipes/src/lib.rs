//! The recipes of `docs/frameworks.md`, compiled and tried with real servers: each file is one of its blocks.

pub mod catalogue;
pub mod hyper;
pub mod poem;
pub mod rocket;
pub mod salvo;
pub mod warp;
