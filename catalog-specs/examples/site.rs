//! Writes the sites that are tried in a browser: one of a rich catalogue, one of 2,000 codes.
//!
//! `cargo run --package catalog-specs --features documents --example site -- FOLDER`, and then
//! `node tests/documents/site/site.mjs FOLDER/rich FOLDER/long`.

#[path = "../tests/html/sample/mod.rs"]
mod sample;

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use catalog_specs::render;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: site FOLDER")?;
    let folder = PathBuf::from(folder);
    for (name, catalog) in [("rich", sample::rich()), ("long", sample::long(2_000))] {
        let folder = folder.join(name);
        fs::create_dir_all(&folder)?;
        for (page, text) in render::html(&catalog) {
            fs::write(folder.join(page), text)?;
        }
    }
    Ok(())
}
