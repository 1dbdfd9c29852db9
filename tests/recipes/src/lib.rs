//! The recipes of `docs/`, compiled and tried with real servers: each file is one of
//! their blocks.

pub mod catalogue;
pub mod hyper;
pub mod poem;
pub mod reqwest;
pub mod rocket;
pub mod salvo;
pub mod ureq;
pub mod warp;
