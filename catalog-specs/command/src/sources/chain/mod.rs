//! Which documents a package keeps: read from the one place that says so, its chain in `build.rs`
//! (`catalog_specs::scan("src").markdown("docs/errors.md").run()`) or in a test
//! (`Codes::outputs().markdown("docs/errors.md").check()`).
//!
//! The chain is read and not run, so its paths have to be literals; one that is not is told.

mod files;
mod tokens;

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use catalog_specs::model::Place;
use catalog_specs::{Format, Problem};
use proc_macro2::{Span, TokenStream, TokenTree};

use super::package::Package;
use files::rust_files;
use tokens::{Call, Start, calls, start};

/// The documents of a package.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Chain {
    /// The source it is about, relative to the package; its `src` where nothing is said.
    pub(crate) root: Option<PathBuf>,
    /// The registry it is about.
    pub(crate) registry: Option<String>,
    /// The documents, each with its place relative to the package.
    pub(crate) documents: Vec<(Format, PathBuf)>,
    /// The lock.
    pub(crate) lock: Option<PathBuf>,
    /// Whether they are made of the compiled registry, by a test.
    pub(crate) is_compiled: bool,
}

/// The chains of a package, and what could not be read of them.
#[derive(Debug, Default)]
pub(crate) struct Chains {
    pub(crate) chains: Vec<Chain>,
    pub(crate) problems: Vec<Problem>,
}

impl Chains {
    /// Reads `build.rs`, the tests, and the source, where tests can be as well.
    pub(crate) fn of(package: &Package) -> Self {
        let mut files = vec![package.folder.join("build.rs")];
        files.extend(rust_files(&package.folder.join("tests")));
        files.extend(rust_files(&package.folder.join("src")));
        let mut found = Self::default();
        for path in files {
            // What cannot be read as text is told by the scan, or is no chain.
            let Ok(text) = fs::read_to_string(&path) else { continue };
            if text.contains("scan(") || text.contains("outputs(") {
                found.read(&text, &path.display().to_string());
            }
        }
        found
    }

    /// Reads the chains of a file.
    fn read(&mut self, text: &str, file: &str) {
        let Ok(tokens) = TokenStream::from_str(text) else { return };
        Reader { file, found: self }.walk(tokens);
    }

    /// The lock that is named first.
    pub(crate) fn lock(&self) -> Option<&Path> {
        self.chains.iter().find_map(|chain| chain.lock.as_deref())
    }
}

struct Reader<'c> {
    file: &'c str,
    found: &'c mut Chains,
}

impl Reader<'_> {
    /// Looks for chains at every depth.
    fn walk(&mut self, tokens: TokenStream) {
        let trees: Vec<_> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            if let Some((start, next)) = start(&trees, at) {
                let (calls, after) = calls(&trees, next);
                self.chain(&start, &calls);
                at = after;
                continue;
            }
            if let TokenTree::Group(group) = tree {
                self.walk(group.stream());
            }
            at += 1;
        }
    }

    /// Reads one chain. A call of a `scan` or `outputs` that is somebody else's has no end of ours.
    fn chain(&mut self, start: &Start, calls: &[Call]) {
        let names = |call: &Call| call.name.to_string();
        let is_ours = calls.iter().map(names).any(|name| {
            matches!(name.as_str(), "run" | "check" | "outcome" | "lock" | "base")
                || Format::parse(&name).is_some()
        });
        if !is_ours {
            if start.says_whose {
                self.tell(start.span, "this chain of documents ends before it begins, so the command cannot read it", "write it as one chain: `catalog_specs::scan(\"src\").markdown(\"docs/errors.md\").run()`");
            }
            return;
        }
        let mut chain = Chain {
            registry: start.registry.clone(),
            is_compiled: start.root.is_none(),
            ..Chain::default()
        };
        if let Some(root) = &start.root {
            chain.root = self.path(root, start.span);
        }
        let mut base = None;
        for call in calls {
            let name = call.name.to_string();
            let span = call.name.span();
            match (name.as_str(), Format::parse(&name)) {
                ("run" | "check", _) => break,
                ("lock", _) => chain.lock = self.path(&call.arguments, span),
                ("base", _) => {
                    if !is_package(&call.arguments) {
                        base = self.path(&call.arguments, span);
                    }
                }
                ("registry", _) => {
                    chain.registry = self.path(&call.arguments, span).map(|path| path.display().to_string());
                }
                (_, Some(format)) => {
                    let path = self.path(&call.arguments, span);
                    chain.documents.extend(path.map(|path| (format, path)));
                }
                (_, None) => self.tell(
                    span,
                    &format!("`{name}` in this chain is nothing that the command can follow"),
                    "name the document by the method of its format, and the paths relative to the package",
                ),
            }
        }
        if let Some(base) = base {
            let paths = chain.documents.iter_mut().map(|(_, path)| path);
            for path in paths.chain(&mut chain.lock).chain(&mut chain.root) {
                *path = base.join(&path);
            }
        }
        self.found.chains.push(chain);
    }

    /// The path in an argument, if it is a literal.
    fn path(&mut self, arguments: &TokenStream, span: Span) -> Option<PathBuf> {
        let literal = syn::parse2::<syn::LitStr>(arguments.clone());
        if literal.is_err() {
            let first = arguments.clone().into_iter().next().map_or(span, |tree| tree.span());
            let whole =
                arguments.clone().into_iter().last().and_then(|last| first.join(last.span()));
            let text = whole.and_then(|whole| whole.source_text());
            let text = text.unwrap_or_else(|| arguments.to_string());
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let message =
                format!("`{text}` is not a literal, so the command cannot tell which path it is");
            let whole =
                whole.filter(|whole| whole.start().line == whole.end().line).unwrap_or(first);
            self.tell(whole, &message, "write the path as a literal, or give it on the command line, such as `--markdown PATH`");
        }
        literal.ok().map(|literal| PathBuf::from(literal.value()))
    }

    fn tell(&mut self, span: Span, message: &str, help: &str) {
        let (start, end) = (span.start(), span.end());
        let place = Place {
            file: self.file.to_owned(),
            line: start.line,
            column: start.column + 1,
            length: end.column.saturating_sub(start.column),
        };
        self.found.problems.push(Problem::warning(place, message, help));
    }
}

/// Whether a path is that of the package, which all paths are relative to here.
fn is_package(arguments: &TokenStream) -> bool {
    let text: String = arguments.to_string().split_whitespace().collect();
    text == "env!(\"CARGO_MANIFEST_DIR\")"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Chains {
        let mut found = Chains::default();
        found.read(text, "build.rs");
        found
    }

    #[test]
    fn a_build_script_says_its_documents() {
        let found = read(
            r#"fn main() {
                if true {
                    catalog_specs::scan("src").registry("Codes").markdown("docs/errors.md")
                        .html("site").lock("error-catalog.lock").run();
                }
            }"#,
        );
        assert_eq!(found.problems, []);
        let documents =
            vec![(Format::Markdown, "docs/errors.md".into()), (Format::Html, "site".into())];
        let chain = Chain {
            root: Some("src".into()),
            registry: Some("Codes".into()),
            documents,
            lock: Some("error-catalog.lock".into()),
            is_compiled: false,
        };
        assert_eq!(found.chains, [chain]);
    }

    #[test]
    fn a_test_says_its_documents_and_its_registry() {
        let found = read(
            r#"#[test] fn catalogue() { crate::Codes::outputs().openapi("a.json").check(); }"#,
        );
        assert_eq!(found.problems, []);
        let chain = Chain {
            registry: Some("Codes".into()),
            documents: vec![(Format::OpenApi, "a.json".into())],
            is_compiled: true,
            ..Chain::default()
        };
        assert_eq!(found.chains, [chain]);
    }

    #[test]
    fn a_base_goes_before_every_path() {
        let paths = |base: &str| {
            let text = format!(
                "fn main() {{ Codes::outputs().base({base}).json(\"a.json\").lock(\"l\").check(); }}"
            );
            let found = read(&text);
            assert_eq!(found.problems, []);
            let chain = found.chains.first().unwrap();
            (chain.documents.first().unwrap().1.clone(), chain.lock.clone().unwrap())
        };
        assert_eq!(paths("\"..\""), ("../a.json".into(), "../l".into()));
        assert_eq!(paths("env!(\"CARGO_MANIFEST_DIR\")"), ("a.json".into(), "l".into()));
    }

    #[test]
    fn every_format_is_followed() {
        for format in Format::ALL {
            let found = read(&format!(
                "fn main() {{ catalog_specs::scan(\"src\").{}(\"x\").run(); }}",
                format.as_str()
            ));
            assert_eq!(found.chains.first().unwrap().documents, [(*format, "x".into())]);
        }
    }

    #[test]
    fn what_is_not_literal_is_told_with_its_place() {
        let found =
            read("fn main() {\n    catalog_specs::scan(\"src\").markdown(path()).run();\n}");
        let [problem] = found.problems.as_slice() else { panic!("{:?}", found.problems) };
        let place = problem.place.as_ref().unwrap();
        assert_eq!((place.line, place.column, place.length), (2, 41, 6));
        assert!(problem.message.starts_with("`path()` is not a literal"), "{problem}");
        let found = read("fn main() { let out = catalog_specs::scan(\"src\"); out.run(); }");
        assert_eq!((found.chains.len(), found.problems.len()), (0, 1));
        let found = read("fn main() { catalog_specs::scan(\"src\").markdwon(\"x\").run(); }");
        assert!(found.problems.first().unwrap().message.contains("markdwon"));
    }

    #[test]
    fn what_is_somebody_elses_is_left_alone() {
        let found =
            read("fn scan(x: u8) { ports.scan(1); scan(2); self.outputs(); process::outputs(); }");
        assert_eq!((found.chains.len(), found.problems.len()), (0, 0));
    }
}
