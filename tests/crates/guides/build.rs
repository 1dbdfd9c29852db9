//! Makes doctests of the README and of every guide in `docs`, so that a new guide is tested without being named.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let docs = root.join("docs");
    println!("cargo::rerun-if-changed={}", docs.display());
    let mut guides = vec![root.join("README.md")];
    for file in fs::read_dir(docs)? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            guides.push(path);
        }
    }
    guides.sort();
    let mut modules = String::new();
    for path in guides {
        let path = path.canonicalize()?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
        let module = name.replace('-', "_");
        let _ = writeln!(
            modules,
            "#[cfg(doctest)]\n#[doc = include_str!(r\"{}\")]\npub mod {module} {{}}",
            path.display()
        );
    }
    fs::write(Path::new(&env::var("OUT_DIR").map_err(io::Error::other)?).join("guides.rs"), modules)
}
