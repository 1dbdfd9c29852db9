//! How much one has to write: the Japanese catalogue of the seeds.

use std::fs;
use std::path::{Path, PathBuf};

use crate::table::Table;
use crate::{Places, Result};

pub(crate) fn measure(places: &Places, table: &mut Table) -> Result<()> {
    let name = "lines of the Japanese catalogue";
    let tests = places.workspace.join("tests");
    let Some(file) = find(&tests.join("src"))?.or(find(&tests.join("tests"))?) else {
        table.note(name, "not there yet", None);
        return Ok(());
    };
    let source = fs::read_to_string(&file)?;
    // The declaration without the test's own lines around it, where they are marked off.
    let declaration =
        source.split_once("// declaration: begin").map_or(&source[..], |(_, after)| after);
    let declaration =
        declaration.split_once("// declaration: end").map_or(declaration, |(before, _)| before);
    let code = declaration
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"));
    let name = format!("{name} ({})", file.strip_prefix(&places.workspace)?.display());
    table.note(&name, code.count().to_string(), None);
    Ok(())
}

/// The file of the catalogue, wherever among the tests it is.
fn find(directory: &Path) -> Result<Option<PathBuf>> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            if let Some(found) = find(&path)? {
                return Ok(Some(found));
            }
        } else if path.file_name().is_some_and(|name| name == "japanese.rs") {
            return Ok(Some(path));
        }
    }
    Ok(None)
}
