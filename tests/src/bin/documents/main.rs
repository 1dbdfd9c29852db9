//! Writes every document of the sample registry below a folder, once for each dialect, for
//! `tests/documents/run` to validate; and the clients of catalogues that have little or odd things in them.

mod odd;
mod random;
mod sample;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use catalog_specs::model::Catalog;
use catalog_specs::render::{self, Dialect};
use sample::Codes;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: documents FOLDER")?;
    let root = PathBuf::from(folder);
    let mut catalog = Codes::spec();
    let words = Dialect::ALL.iter().map(|dialect| (dialect.as_str(), dialect.as_str()));
    for (name, dialect) in words.chain([("custom", "crate::envelope::Mine")]) {
        for (odd, mut catalog) in odd::catalogues().into_iter().chain(random::catalogues()) {
            let folder = root.join("odd").join(&odd);
            fs::create_dir_all(&folder)?;
            dialect.clone_into(&mut catalog.settings.dialect);
            fs::write(folder.join(format!("{name}.ts")), render::typescript(&catalog))?;
            clients(&catalog, &root, &format!("{odd}_{name}"))?;
        }
        dialect.clone_into(&mut catalog.settings.dialect);
        let folder = root.join(name);
        fs::create_dir_all(&folder)?;
        for (name, text) in [
            ("errors.md", render::markdown(&catalog)),
            ("errors.json", render::catalogue(&catalog)),
            ("errors.openapi.json", render::openapi(&catalog)),
            ("errors.ts", render::typescript(&catalog)),
            ("errors.proto", render::proto(&catalog)),
        ] {
            fs::write(folder.join(name), text)?;
        }
        clients(&catalog, &root, name)?;
    }
    Ok(())
}

/// Writes `languages/python/NAME.py`, `languages/go/NAME/errors.go` and `languages/java/NAME/ApiErrors.java`.
fn clients(catalog: &Catalog, folder: &Path, name: &str) -> Result<(), Box<dyn Error>> {
    let folder = folder.join("languages");
    let go = folder.join("go").join(name).join("errors.go");
    let java = folder.join("java").join(name).join("ApiErrors.java");
    let python = folder.join("python").join(format!("{name}.py"));
    for (path, text) in [
        (&python, render::python(catalog)),
        (&go, render::go(catalog, &go)),
        (&java, render::java(catalog, &java)),
    ] {
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs::write(path, text)?;
    }
    Ok(())
}
