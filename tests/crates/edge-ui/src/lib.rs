//! Handlers that actix does not take: `tests/ui.rs` compiles them.
