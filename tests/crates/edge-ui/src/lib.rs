//! Services that a framework does not take: `tests/ui.rs` compiles them.
