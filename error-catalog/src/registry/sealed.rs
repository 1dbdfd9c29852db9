//! What only `catalog!` implements.

/// Seals [`Registry`](super::Registry) and [`CodeSet`](super::CodeSet).
#[doc(hidden)]
pub trait Sealed {}
