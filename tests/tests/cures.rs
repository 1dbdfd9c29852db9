//! Every rule has an example in `cargo error-catalog explain`, which is written once: the wrong half is also the fixture
//! of the rule in `ui/fail`, and `cured` compiles the right half. `BLESS=1` writes both, and the files that they name.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use catalog_specs::rules;

const PAGES: &str = "../catalog-specs/command/src/explain/examples";

/// The rules that only several crates can break; their fixtures are written by hand.
const OF_SEVERAL_CRATES: &[&str] = &["registry-foreign"];

/// The example of a rule.
struct Example {
    rule: String,
    /// The spec or the message file that both halves name; mostly empty.
    file: String,
    wrong: String,
    right: String,
}

impl Example {
    /// Reads what stands below the heading of a rule: perhaps a file, then what is wrong, then the cure.
    fn read(part: &str) -> Self {
        let (rule, body) = part.split_once('\n').unwrap();
        let blocks: Vec<_> = body
            .split("```")
            .skip(1)
            .step_by(2)
            .filter_map(|block| block.split_once('\n'))
            .collect();
        let of = |language: &str| {
            let texts = blocks.iter().filter(move |(known, _)| *known == language);
            texts.map(|(_, text)| (*text).to_owned()).collect::<Vec<_>>()
        };
        let file = of("json").into_iter().next().unwrap_or_default();
        let [wrong, right] = of("rust").try_into().unwrap();
        Self { rule: rule.trim().to_owned(), file, wrong, right }
    }

    fn module(&self) -> String {
        self.rule.replace('-', "_")
    }

    /// The file that it names, below a folder.
    fn file(&self, folder: &str) -> Option<(String, &str)> {
        let name = if self.right.contains("messages = ") { "locales/en.json" } else { "auth.json" };
        (!self.file.is_empty()).then(|| (format!("{folder}/{name}"), self.file.as_str()))
    }

    /// The fixture of `ui/fail`: another crate, whose files lie below `pages`.
    fn fixture(&self) -> String {
        let rule = &self.rule;
        let source = with_files_in(&self.wrong, &format!("pages/{}", self.module()));
        let used = imports(&source).join(", ");
        let used = if used.contains(',') { format!("{{{used}}}") } else { used };
        format!(
            "// Rule: {rule}\n// The example of `cargo error-catalog explain {rule}`.\n\n\
             use error_catalog::{used};\n\n{}\n\nfn main() {{}}\n",
            source.trim_end()
        )
    }

    /// The module of `cured`.
    fn write_module(&self, out: &mut String) {
        let module = self.module();
        let source = self.right.replace("crate::", &format!("crate::generated::{module}::"));
        let source = with_files_in(&source, &cured(&module));
        let used = imports(&source).join(", ");
        writeln!(out, "pub mod {module} {{\n    use error_catalog::{{{used}}};\n").unwrap();
        for line in source.lines() {
            let indented = format!("    {line}");
            writeln!(out, "{}", indented.trim_end()).unwrap();
        }
        out.push_str("}\n\n");
    }
}

/// The folder of a module of `cured`, as a path that starts where the manifest is.
fn cured(module: &str) -> String {
    format!("tests/cured/{module}")
}

/// A source whose spec and message files lie in a folder.
fn with_files_in(source: &str, folder: &str) -> String {
    source
        .replace("\"auth.json\"", &format!("\"{folder}/auth.json\""))
        .replace("messages = \"locales\"", &format!("messages = \"{folder}/locales\""))
}

/// What a source uses of the crate.
fn imports(source: &str) -> Vec<&'static str> {
    let used =
        [("ErrorCatalog", "ErrorCatalog)]"), ("Secret", "Secret<"), ("catalog", "catalog! {")];
    used.iter().filter(|(_, use_)| source.contains(use_)).map(|(name, _)| *name).collect()
}

fn examples() -> Vec<Example> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGES);
    let mut pages: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|page| page.unwrap().path()).collect();
    // Lints are about bodies of functions, which the derive does not see.
    pages.retain(|page| !page.ends_with("lints.md"));
    pages.sort();
    let page = |page: &PathBuf| {
        let text = fs::read_to_string(page).unwrap();
        text.split("\n## ").skip(1).map(Example::read).collect::<Vec<_>>()
    };
    pages.iter().flat_map(page).collect()
}

/// Holds a file to a text, or writes it.
fn hold(path: &str, expected: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let is_current = fs::read_to_string(&path).is_ok_and(|text| text == expected);
    if !is_current && env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, expected).unwrap();
    } else {
        assert!(is_current, "{} is not current: run with BLESS=1", path.display());
    }
}

#[test]
fn the_cure_of_every_rule_is_compiled() {
    let examples = examples();
    for rule in rules::ALL {
        assert!(examples.iter().any(|example| example.rule == rule.id), "{} has none", rule.id);
    }
    let mut out = String::from("//! Written by the test from the examples of `explain`.\n\n");
    for example in &examples {
        if let Some((path, text)) = example.file(&cured(&example.module())) {
            hold(&path, text);
        }
        example.write_module(&mut out);
    }
    hold("tests/cured/generated.rs", &format!("{}\n", out.trim_end()));
}

#[test]
fn the_wrong_example_is_the_fixture_of_the_rule() {
    for example in examples() {
        if OF_SEVERAL_CRATES.contains(&example.rule.as_str()) {
            continue;
        }
        let (rule, module) = (rules::by_id(&example.rule).unwrap(), example.module());
        if let Some((path, text)) = example.file(&format!("ui/pages/{module}")) {
            hold(&path, text);
        }
        hold(&format!("ui/fail/{}/{module}.rs", rule.family), &example.fixture());
    }
}
