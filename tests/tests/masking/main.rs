//! Masking by the public face: planted secrets that must go, ordinary texts that must stay, and texts that mean harm.

mod hostile;
mod ordinary;
mod planted;
mod random;
