//! Rust code that names documents, found without running it: a preview cannot know their paths.
//!
//! Such code is a chain of calls: `Codes::outputs().markdown("docs/errors.md")` in a test, or
//! `catalog_specs::scan("src").json("errors.json")` in a build script.

use std::fs;
use std::path::{Path, PathBuf};

use catalog_specs::{Format, files};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The first file of a package that names documents, or may: it keeps the declaration in a variable, and calls such a
/// method somewhere.
pub(crate) fn file_with_documents(package: &Path) -> Option<PathBuf> {
    let mut folders = vec![package.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        let mut entries: Vec<_> = entries.map(|entry| entry.path()).collect();
        entries.sort();
        for path in entries {
            let is_source = path.extension().is_some_and(|extension| extension == "rs");
            if path.is_symlink() && path.is_dir() {
                // It may lead around in a circle.
            } else if path.is_dir() {
                folders.extend(Some(path).filter(|path| is_part_of_the_package(path)));
            } else if is_source && names_documents(&files::read(&path).unwrap_or_default()) {
                return Some(path);
            }
        }
    }
    None
}

/// Whether a folder has source of the package: not that of another one, nor what was built.
fn is_part_of_the_package(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && name != "target" && !folder.join("Cargo.toml").exists()
}

/// Whether a source text names documents, or may.
fn names_documents(text: &[u8]) -> bool {
    let has = |word: &str| memchr::memmem::find(text, word.as_bytes()).is_some();
    let uses_specs = has("catalog_specs");
    if !uses_specs && !has("outputs") {
        return false;
    }
    // What is no Rust is reported by the scan.
    let Ok(tokens) = String::from_utf8_lossy(text).parse::<TokenStream>() else { return false };
    let mut found = Calls::default();
    let mut streams = vec![tokens];
    while let Some(stream) = streams.pop() {
        let tokens: Vec<_> = stream.into_iter().collect();
        found.read(&tokens, uses_specs);
        streams.extend(tokens.into_iter().filter_map(|token| match token {
            TokenTree::Group(group) => Some(group.stream()),
            _ => None,
        }));
    }
    found.in_a_chain || found.is_kept && found.elsewhere
}

/// The calls in a file.
#[derive(Default)]
struct Calls {
    /// Whether a declaration has a document in its chain of calls.
    in_a_chain: bool,
    /// Whether a declaration is kept, or comes from elsewhere.
    is_kept: bool,
    /// Whether a method with the name of one that adds a document is called.
    elsewhere: bool,
}

impl Calls {
    /// Reads the tokens of one group. `uses_specs`: whether the file mentions `catalog_specs`; `scan` alone is a usual name.
    fn read(&mut self, tokens: &[TokenTree], uses_specs: bool) {
        for at in 0..tokens.len() {
            let (before, rest) = tokens.split_at(at);
            if let Some(chain) = declaration(before, rest, uses_specs) {
                let methods = methods(chain);
                self.in_a_chain |= methods.iter().any(|name| adds_a_document(name));
                self.is_kept |= methods.is_empty();
            }
            self.is_kept |= uses_specs && is_word(rest.first(), "Outputs");
            self.elsewhere |= method(rest).is_some_and(|(name, _)| adds_a_document(&name));
        }
    }
}

/// The tokens after `::outputs()`, `scan(…)` or `from_catalog(…)`.
fn declaration<'t>(
    before: &[TokenTree],
    rest: &'t [TokenTree],
    uses_specs: bool,
) -> Option<&'t [TokenTree]> {
    let [TokenTree::Ident(name), TokenTree::Group(arguments), chain @ ..] = rest else {
        return None;
    };
    let is_call = arguments.delimiter() == Delimiter::Parenthesis;
    let is_declaration = match name.to_string().as_str() {
        "outputs" => arguments.stream().is_empty() && is_mark(before.last(), ':'),
        "scan" | "from_catalog" => uses_specs && !is_mark(before.last(), '.'),
        _ => false,
    };
    (is_call && is_declaration).then_some(chain)
}

/// The names of the methods of a chain: `.markdown(…).check()`.
fn methods(mut chain: &[TokenTree]) -> Vec<String> {
    let mut names = Vec::new();
    while let Some((name, rest)) = method(chain) {
        names.push(name);
        chain = rest;
    }
    names
}

/// The call of a method at the start of some tokens, and what follows it.
fn method(tokens: &[TokenTree]) -> Option<(String, &[TokenTree])> {
    match tokens {
        [dot, TokenTree::Ident(name), TokenTree::Group(arguments), rest @ ..]
            if is_mark(Some(dot), '.') && arguments.delimiter() == Delimiter::Parenthesis =>
        {
            Some((name.to_string(), rest))
        }
        _ => None,
    }
}

fn is_mark(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(ident)) if ident == word)
}

/// Whether a method of the declaration adds a document or the lock. Each format has one with its name.
fn adds_a_document(method: &str) -> bool {
    let mut formats = Format::ALL.iter().map(|format| format.as_str().replace('-', "_"));
    matches!(method, "document" | "file" | "lock") || formats.any(|format| format == method)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_found_in_chains_and_in_what_is_kept() {
        for named in [
            "#[test] fn c() { shop::Codes::outputs().markdown(\"errors.md\").check(); }",
            "fn main() { catalog_specs::scan(\"src\").registry(\"Codes\").log_record(\"a\").run() }",
            "use catalog_specs::scan; fn main() { scan(\"src\").lock(\"error-catalog.lock\").run() }",
            "fn c() { assert!({ Codes::outputs() /* */ .json(PATH).check(); true }) }",
            "fn c() { let all = Codes::outputs(); all.html(\"site\").check(); }",
            "fn add(all: catalog_specs::Outputs) { all.document(page()).check(); }",
            "fn c() { catalog_specs::Outputs::from_catalog(read()).go(\"a.go\").run(); }",
        ] {
            assert!(names_documents(named.as_bytes()), "{named}");
        }
        for none in [
            "#[test] fn c() { shop::Codes::outputs().check(); }",
            "#[test] fn c() { shop::Codes::outputs().registry(\"Codes\").check(); get().json(1); }",
            "fn main() { catalog_specs::scan(\"src\").run(); }",
            "fn c() { let all = Codes::outputs(); all.check(); }",
            "// Codes::outputs().markdown(\"errors.md\")",
            "const TEXT: &str = \"Codes::outputs().markdown(1)\";",
            "fn c() { list.scan(0, add).lock(1); outputs().json(2); }",
            "fn outputs() { client.json(1); }",
            "Codes::outputs().markdown(",
        ] {
            assert!(!names_documents(none.as_bytes()), "{none}");
        }
    }

    #[test]
    fn each_file_of_the_package_is_read_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "fn c() { Codes::outputs().markdown(\"errors.md\").check(); }")
                .unwrap();
        };
        for elsewhere in ["target/a.rs", ".git/a.rs", "inner/src/lib.rs", "notes.md"] {
            write(elsewhere);
        }
        fs::write(folder.path().join("inner/Cargo.toml"), "").unwrap();
        assert_eq!(file_with_documents(folder.path()), None);
        write("checks/deep/catalogue.rs");
        let found = folder.path().join("checks/deep/catalogue.rs");
        assert_eq!(file_with_documents(folder.path()), Some(found));
    }
}
