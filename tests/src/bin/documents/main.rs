//! Writes every document of the sample registry below a folder, once for each dialect, for
//! `tests/documents/run` to validate.

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
    for dialect in Dialect::ALL {
        dialect.as_str().clone_into(&mut catalog.settings.dialect);
        let folder = folder.join(dialect.as_str());
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
