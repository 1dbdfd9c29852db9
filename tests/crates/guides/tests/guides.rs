//! Every page does what it says: its files are written into a package, its commands are run there, and what it prints is
//! compared. The snippets are doctests of this crate besides.

use std::fs;
use std::path::{Path, PathBuf};

use guides::{Block, Package, blocks, build_command, root};

/// Commands of another machine: what they fetch is not published yet.
const NOT_RUN: [&str; 3] = ["cargo install ", "git clone ", "cargo add "];

/// The README and every guide.
fn pages() -> Vec<(String, String)> {
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|file| file.unwrap().path());
    let mut paths: Vec<PathBuf> =
        docs.filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
    paths.push(root().join("README.md"));
    paths.sort();
    let page = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(&path).unwrap())
    };
    paths.into_iter().map(page).collect()
}

/// What the shown output lacks in the printed one: each shown line is there, in this order. `…` stands for any text.
fn missing_line<'s>(shown: &'s str, printed: &str) -> Option<&'s str> {
    let mut printed = printed.lines();
    shown.lines().find(|line| !printed.any(|other| is_like(line.trim_end(), other.trim_end())))
}

fn is_like(shown: &str, printed: &str) -> bool {
    let mut parts = shown.split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = printed.strip_prefix(first) else { return false };
    let parts: Vec<_> = parts.collect();
    let Some((last, between)) = parts.split_last() else { return rest.is_empty() };
    for part in between {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// The blocks of a page that have a part in its package; those below "Contributing" are about the repository.
fn own_blocks(text: &str) -> Vec<Block> {
    blocks(text.split("## Contributing").next().unwrap_or(text))
}

/// Follows a page, and gives what does not do as the page says.
fn follow(name: &str, page: &str, folder: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let blocks = own_blocks(page);
    let mut package = Package::new(folder);
    let mut blocks = blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        let place = format!("{name}.md:{}", block.line);
        if let Some(file) = &block.file {
            package.write(file, &block.text);
        } else if block.language() == "sh" {
            let lines: Vec<_> = block
                .text
                .lines()
                .filter(|line| !NOT_RUN.iter().any(|not| line.starts_with(not)))
                .collect();
            let script = lines.join("\n");
            let (printed, is_fine) = package.run(&script);
            let shown = blocks.peek().filter(|next| {
                next.file.is_none() && ["text", "json", "http"].contains(&next.language())
            });
            let may_fail = shown.is_some_and(|shown| shown.text.contains("error"));
            if let Some(missing) = shown.and_then(|shown| missing_line(&shown.text, &printed)) {
                wrong.push(format!("{place}: `{missing}` is not printed\n{script}\n{printed}"));
            } else if !is_fine && !may_fail {
                wrong.push(format!("{place}: fails\n{script}\n{printed}"));
            }
        }
    }
    wrong
}

/// `PAGE=axum,start cargo test -p guides` follows these pages alone.
#[test]
fn every_page_can_be_followed() {
    build_command();
    let chosen = std::env::var("PAGE").ok();
    let mut wrong = Vec::new();
    for (name, page) in pages() {
        let is_chosen =
            chosen.as_ref().is_none_or(|chosen| chosen.split(',').any(|own| own == name));
        if is_chosen && own_blocks(&page).iter().any(|block| block.language() == "sh") {
            let folder = tempfile::tempdir().unwrap();
            wrong.extend(follow(&name, &page, folder.path()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// A snippet that is no doctest is a file of the package, or a recipe that is tried where its framework is built.
#[test]
fn every_ignored_snippet_is_compiled_elsewhere() {
    let mut recipes = String::new();
    for folder in [
        "tests/recipes/src",
        "tests/crates/edge-axum/src",
        "tests/crates/edge-openapi/tests/openapi",
    ] {
        for file in fs::read_dir(root().join(folder)).unwrap() {
            let path = file.unwrap().path();
            if path.is_file() {
                recipes += &fs::read_to_string(path).unwrap();
            }
        }
    }
    for (name, page) in pages() {
        for block in blocks(&page) {
            if block.language() == "rust" && block.is("ignore") && block.file.is_none() {
                assert!(
                    recipes.contains(&block.text),
                    "{name}.md:{} is compiled nowhere",
                    block.line
                );
            }
        }
    }
}

/// The tables of the log record and of the metrics are those of the reference, which are held to the code.
#[test]
fn the_record_and_the_counts_are_described() {
    let page = fs::read_to_string(root().join("docs/frameworks.md")).unwrap();
    for table in ["record/event.md", "metric.md"] {
        let table = fs::read_to_string(root().join("error-catalog/src").join(table)).unwrap();
        assert!(page.contains(&table), "docs/frameworks.md has another table:\n{table}");
    }
}

/// The files of this package are those that the pages show.
#[test]
fn the_files_of_the_doctests_are_those_of_the_pages() {
    let pages = pages();
    for file in ["specs/auth.json", "locales/ja.json"] {
        let own = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap();
        let is_shown = pages
            .iter()
            .flat_map(|(_, page)| blocks(page))
            .any(|block| block.file.as_deref() == Some(file) && block.text == own);
        assert!(is_shown, "no page shows {file} as it is");
    }
}

#[test]
fn every_link_leads_to_a_file() {
    for (name, page) in pages() {
        let base = if name == "README" { root() } else { root().join("docs") };
        for link in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let path = link.split('#').next().unwrap_or_default();
            if !link.starts_with("http") && !path.is_empty() {
                assert!(base.join(path).exists(), "{name}.md links to {link}");
            }
        }
    }
}

/// A sentence of more than 25 words is two. Names in code are not counted.
#[test]
fn sentences_are_short() {
    let mut long = Vec::new();
    for (name, page) in pages() {
        let mut is_code = false;
        let mut text = String::new();
        for line in page.lines() {
            if line.starts_with("```") {
                is_code = !is_code;
                text.push_str(" . ");
            } else if is_code || line.starts_with(['|', '#', '<']) || line.is_empty() {
                text.push_str(" . ");
            } else if let Some(item) = line.trim_start().strip_prefix("- ") {
                text.push_str(" . ");
                text.push_str(item);
            } else {
                text.push(' ');
                text.push_str(line);
            }
        }
        for mark in [": ", "; ", "? "] {
            text = text.replace(mark, ". ");
        }
        for sentence in text.split(". ") {
            let words = sentence
                .split_whitespace()
                .filter(|word| word.contains(char::is_alphanumeric) && !word.contains('`'))
                .count();
            if words > 25 {
                long.push(format!("{name}.md ({words} words): {}", sentence.trim()));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}
