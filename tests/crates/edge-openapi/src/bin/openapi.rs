//! Writes the documents of the service into a folder, for `tests/documents/run`.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use edge_openapi::{by_aide, by_utoipa};
use utoipa::OpenApi as _;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: openapi FOLDER")?);
    fs::create_dir_all(&folder)?;
    let written = serde_json::to_string_pretty(&by_utoipa::Api::openapi())?;
    fs::write(folder.join("utoipa.json"), written)?;
    let (_, document) = by_aide::service();
    fs::write(folder.join("aide.json"), serde_json::to_string_pretty(&document)?)?;
    Ok(())
}
