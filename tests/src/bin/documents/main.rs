//! Writes every document of the sample registry below a folder, once for each dialect, for
//! `tests/documents/run` to validate; and the TypeScript of catalogues that have little or odd things in them.

mod odd;
mod sample;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use catalog_specs::render::{self, Dialect};
use sample::Codes;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: documents FOLDER")?;
    let folder = PathBuf::from(folder);
    let mut catalog = Codes::spec();
    let words = Dialect::ALL.iter().map(|dialect| (dialect.as_str(), dialect.as_str()));
    for (name, dialect) in words.chain([("custom", "crate::envelope::Mine")]) {
        for (odd, mut catalog) in odd::catalogues() {
            let folder = folder.join("odd").join(odd);
            fs::create_dir_all(&folder)?;
            dialect.clone_into(&mut catalog.settings.dialect);
            fs::write(folder.join(format!("{name}.ts")), render::typescript(&catalog))?;
        }
        dialect.clone_into(&mut catalog.settings.dialect);
        let folder = folder.join(name);
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
    }
    Ok(())
}
