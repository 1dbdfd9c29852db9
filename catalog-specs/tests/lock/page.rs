//! `docs/lock.md` contains the current table.

use std::fs;
use std::path::Path;

use catalog_specs::lock::{table, table_markdown};

const START: &str = "<!-- table: written by BLESS=1 cargo test -p catalog-specs --features documents --test lock -->\n";
const END: &str = "<!-- end of table -->\n";

#[test]
fn the_page_has_the_current_table() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/lock.md");
    let page = fs::read_to_string(&file).unwrap();
    let (before, rest) = page.split_once(START).expect("the page has the table's start");
    let (_, after) = rest.split_once(END).expect("the page has the table's end");
    let current = format!("{before}{START}\n{}\n{END}{after}", table_markdown());
    if std::env::var_os("BLESS").is_some() {
        fs::write(&file, &current).unwrap();
    } else {
        assert!(page == current, "docs/lock.md is not current: run with BLESS=1");
    }
}

#[test]
fn each_line_of_the_table_has_all_its_columns() {
    let page = table_markdown();
    for line in page.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 8, "{line}");
    }
    for rule in table::all() {
        assert!(page.contains(&format!("`{}`", rule.id)));
    }
    assert!(!page.contains("{old}") || page.contains("pub type {old}"));
}
