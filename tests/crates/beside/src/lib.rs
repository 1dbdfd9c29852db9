//! Derives of others beside ours; see `tests/`.
