//! A service whose handlers declare what they can answer with, documented by utoipa and by aide.

pub mod by_aide;
pub mod by_utoipa;
pub mod codes;
