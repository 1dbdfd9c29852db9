//! What the compiler says: every wrong catalogue is refused in these words, and every right one passes.
//!
//! The words are those of the toolchain in `rust-toolchain.toml`. After a change on purpose write
//! them anew with `TRYBUILD=overwrite cargo test -p error-catalog-tests --test ui`, and read the diff.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    cases.compile_fail("ui/fail/**/*.rs");
}
