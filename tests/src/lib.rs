//! Tests over the public face of error-catalog; see `tests/`.
