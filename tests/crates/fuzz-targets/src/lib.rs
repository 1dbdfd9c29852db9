//! What fuzzing calls: functions that take any bytes, and panic only if a property does not hold.
//!
//! `tests/fuzz` drives them with libFuzzer. The test `replay` calls them with every input that fuzzing has kept.

mod attributes;
pub mod corpus;
mod envelope;
#[allow(
    dead_code,
    unreachable_pub,
    reason = "these are the files of the derive, which no other crate can call"
)]
#[path = "../../../../error-catalog-derive/src/expand/mod.rs"]
mod expand;
mod folder;
mod lock;
mod masking;
mod messages;
mod scan;
mod spec;

/// A function with its name.
pub type Target = (&'static str, fn(&[u8]));

/// Every function.
pub const TARGETS: [Target; 7] = [
    ("attributes", attributes::check),
    ("scan", scan::check),
    ("spec", spec::check),
    ("lock", lock::check),
    ("envelope", envelope::check),
    ("messages", messages::check),
    ("masking", masking::check),
];

/// Calls a function by its name.
///
/// # Panics
/// If there is none, or a property does not hold.
pub fn check(name: &str, data: &[u8]) {
    let (_, check) = TARGETS.iter().find(|target| target.0 == name).expect("the name of a target");
    check(data);
    // Otherwise the text of each input is kept to the end.
    proc_macro2::extra::invalidate_current_thread_spans();
}
