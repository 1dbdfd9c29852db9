//! What the compiler says: every wrong catalogue is refused in these words, and every right one passes.
//!
//! The words are those of the toolchain in `rust-toolchain.toml`. After a change on purpose write
//! them anew with `TRYBUILD=overwrite cargo test -p error-catalog-tests --test ui`, and read the diff.

use std::fs;
use std::path::Path;

/// The fixtures are built as a package of their own, and the path of a spec starts where its
/// `Cargo.toml` is.
fn copy_specs() {
    let from = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/specs"));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let to = target.join("tests/trybuild").join(env!("CARGO_PKG_NAME")).join("specs");
    fs::create_dir_all(&to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), to.join(file.file_name())).unwrap();
    }
}

#[test]
fn ui() {
    copy_specs();
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    cases.compile_fail("ui/fail/**/*.rs");
}
