//! Tests over the public face of error-catalog; see `tests/`. `crates/guides` has those of the README and of `docs`.
