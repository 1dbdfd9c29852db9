//! rustc reports the same about an enum with the derive as without it.
//!
//! That the expansion trips no lint of the user's is `crates/lints`. The words here are those of the
//! toolchain in `rust-toolchain.toml`; `TRYBUILD=overwrite cargo test -p error-catalog-tests --test
//! lints` writes them anew.

#[test]
fn errors_that_are_never_raised_are_reported() {
    trybuild::TestCases::new().compile_fail("lints/never_constructed.rs");
}
