//! Documents show the text of doc comments, and none of the sample code in them.

use std::fs;
use std::path::Path;

use catalog_specs::render::{self, Dialect};
use catalog_specs::{model::Catalog, scan};
use error_catalog::{ErrorCatalog as _, SystemError, ValidationError, catalog};

#[path = "doc_comments/kettle.rs"]
mod kettle;

/// Every document of a catalogue, with its name.
fn documents(catalog: &Catalog) -> Vec<(String, String)> {
    let mut documents = vec![
        ("markdown".to_owned(), render::markdown(catalog)),
        ("public markdown".to_owned(), render::public_markdown(catalog)),
        ("json".to_owned(), render::catalogue(catalog)),
        ("typescript".to_owned(), render::typescript(catalog)),
        ("python".to_owned(), render::python(catalog)),
        ("go".to_owned(), render::go(catalog, Path::new("errors.go"))),
        ("java".to_owned(), render::java(catalog, Path::new("Errors.java"))),
        ("proto".to_owned(), render::proto(catalog)),
        ("spec".to_owned(), catalog_specs::spec::write(catalog)),
    ];
    for dialect in Dialect::ALL {
        let mut catalog = catalog.clone();
        dialect.as_str().clone_into(&mut catalog.settings.dialect);
        documents.push((format!("openapi of {dialect:?}"), render::openapi(&catalog)));
    }
    documents
}

#[test]
fn sample_code_stays_in_the_source() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("lib.rs"), include_str!("doc_comments/kettle.rs")).unwrap();
    let scanned = scan::read(folder.path(), None).catalog;
    for catalog in [kettle::Codes::spec(), scanned] {
        assert!(catalog.get("KETTLE_WATER_LOW").is_some());
        for (name, text) in documents(&catalog) {
            assert!(!text.contains("SAMPLE"), "{name}: {text}");
            assert!(!text.contains("```rust") && !text.contains("assert"), "{name}: {text}");
        }
        for shown in ["Below the mark.", "Fill it.", "KETTLE_SHELL"] {
            assert!(render::markdown(&catalog).contains(shown), "{shown}");
        }
        assert!(!render::markdown(&catalog).contains("Examples"));
        assert!(render::typescript(&catalog).contains("Below the mark."));
    }
    assert_eq!(
        kettle::KettleError::ENTRIES[0].description(),
        "Below the mark.\n\nThis can be measured:"
    );
}

/// The crate's own enums have doctests; its codes stand in documents of most services.
#[test]
fn sample_code_of_the_built_in_codes_stays_in_the_source() {
    catalog! { struct Ours { SystemError, error_catalog::StatusError, ValidationError, error_catalog::validation::FieldRule } }
    for (name, text) in documents(&Ours::spec()) {
        assert!(!text.contains("use error_catalog"), "{name}: {text}");
        assert!(!text.contains("to_json()"), "{name}: {text}");
    }
}
