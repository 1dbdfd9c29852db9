//! A spec file: read, written back, converted to Rust, and shown in every document.

use catalog_specs::lock::Lock;
use catalog_specs::{Format, render_problems, spec};

pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let catalog = match spec::read(text, "catalogue.json") {
        Ok(catalog) => catalog,
        Err(problems) => {
            assert!(!render_problems(&problems, false).is_empty());
            return;
        }
    };
    let written = spec::write(&catalog);
    match spec::read(&written, "written.json") {
        Ok(again) => assert_eq!(again, catalog, "{written}"),
        Err(problems) => panic!("{}\n{written}", render_problems(&problems, false)),
    }
    let source = spec::import(&catalog);
    if let Err(error) = syn::parse_file(&source) {
        panic!("{error}: {source}");
    }
    let lock = Lock::from_catalog(&catalog);
    assert_eq!(Lock::read(&lock.write(), "lock"), Ok(lock));
    for format in Format::ALL {
        for audience in format.audiences() {
            for (_, text) in format.render_for(&catalog, *audience) {
                assert!(!text.contains('\u{1b}'), "{format:?} has an escape character");
            }
        }
    }
}
