//! A test hands its compiled registry over to the command, with everything that is declared.

use std::process::Command;

use catalog_specs::{Compiled, DUMP_VARIABLE};

#[path = "../src/bin/documents/sample.rs"]
mod sample;

/// The sample uses every key and hostile texts; the other takes in a registry of another crate.
#[test]
fn a_registry_is_handed_over_whole() {
    if std::env::var_os(DUMP_VARIABLE).is_some() {
        sample::Codes::outputs().check();
        billing::Codes::outputs().markdown("docs/errors.md").lock("a.lock").check();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut test = Command::new(std::env::current_exe().unwrap());
    let test = test.args(["--exact", "a_registry_is_handed_over_whole"]);
    let output = test.env(DUMP_VARIABLE, folder.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let files = std::fs::read_dir(folder.path()).unwrap();
    let mut compiled: Vec<_> = files
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .map(|text| Compiled::read(&text).unwrap())
        .collect();
    compiled.sort_by_key(|compiled| compiled.documents.len());
    let catalogs: Vec<_> =
        compiled.iter().map(|compiled| compiled.catalog.clone().unwrap()).collect();
    assert_eq!(catalogs, [sample::Codes::spec(), billing::Codes::spec()]);
    assert_eq!(compiled[1].documents.len(), 1);
    assert_eq!(compiled[1].lock.as_deref(), Some("a.lock".as_ref()));
}
