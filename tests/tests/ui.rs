//! What the compiler says: every wrong catalogue is refused in these words.
//!
//! The words are those of the toolchain in `rust-toolchain.toml`. After a change on purpose write
//! them anew with `TRYBUILD=overwrite cargo test -p error-catalog-tests --test ui`, and read the diff.

use std::fs;
use std::path::Path;

/// The fixtures are built as a package of their own, and the paths of specs and message files start where
/// its `Cargo.toml` is.
fn copy_beside_the_manifest(folder: &str) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui").join(folder);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let package = target.join("tests/trybuild").join(env!("CARGO_PKG_NAME"));
    copy(&from, &package.join(folder));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let path = file.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

#[test]
fn wrong_catalogues_are_refused() {
    for folder in ["specs", "messages", "pages"] {
        copy_beside_the_manifest(folder);
    }
    trybuild::TestCases::new().compile_fail("ui/fail/**/*.rs");
}
