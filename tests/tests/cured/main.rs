//! The cures of the rules compile: the right half of each example that `cargo error-catalog explain` shows, in its own
//! module. `cures` holds the modules to the examples.

#[rustfmt::skip]
#[allow(dead_code, clippy::all, clippy::pedantic, reason = "the examples only have to compile")]
mod generated;

#[test]
fn the_fix_of_a_duplicate_code_registers_the_new_code() {
    use generated::registry_duplicate::Codes;

    assert!(Codes::get("LEGACY_TOKEN_EXPIRED").is_some());
}
