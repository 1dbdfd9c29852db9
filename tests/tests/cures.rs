//! Every rule has an example in `cargo error-catalog explain`, and the right half of it is what `cured` compiles.
//! `BLESS=1` writes that, and the files that it names, from the pages of the examples.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use catalog_specs::rules;

const PAGES: &str = "../catalog-specs/command/src/explain/examples";

/// The right half of an example.
struct Cure {
    rule: String,
    /// The spec or the message file that it names; mostly empty.
    file: String,
    source: String,
}

impl Cure {
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
            texts.map(|(_, text)| *text).collect::<Vec<_>>()
        };
        let file = of("json").first().copied().unwrap_or_default().to_owned();
        Self { rule: rule.trim().to_owned(), file, source: of("rust")[1].to_owned() }
    }

    fn module(&self) -> String {
        self.rule.replace('-', "_")
    }

    /// Its folder, as a path that starts where the manifest is.
    fn folder(&self) -> String {
        format!("tests/cured/{}", self.module())
    }

    /// The file that it names, with its path.
    fn file(&self) -> Option<(String, &str)> {
        let name =
            if self.source.contains("messages = ") { "locales/en.json" } else { "auth.json" };
        (!self.file.is_empty()).then(|| (format!("{}/{name}", self.folder()), self.file.as_str()))
    }

    fn write(&self, out: &mut String) {
        let source = self
            .source
            .replace("crate::Codes", &format!("crate::generated::{}::Codes", self.module()))
            .replace("\"auth.json\"", &format!("\"{}/auth.json\"", self.folder()))
            .replace(
                "messages = \"locales\"",
                &format!("messages = \"{}/locales\"", self.folder()),
            );
        let used = [
            ("ErrorCatalog", ", ErrorCatalog)]"),
            ("Secret", "Secret<"),
            ("catalog", "catalog! {"),
        ];
        let used = used.iter().filter(|(_, use_)| source.contains(use_)).map(|(name, _)| *name);
        let used: Vec<_> = used.collect();
        writeln!(
            out,
            "pub mod {} {{\n    use error_catalog::{{{}}};\n",
            self.module(),
            used.join(", ")
        )
        .unwrap();
        for line in source.lines() {
            let indented = format!("    {line}");
            writeln!(out, "{}", indented.trim_end()).unwrap();
        }
        out.push_str("}\n\n");
    }
}

fn cures() -> Vec<Cure> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGES);
    let mut pages: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|page| page.unwrap().path()).collect();
    pages.sort();
    let page = |page: &PathBuf| {
        let text = fs::read_to_string(page).unwrap();
        text.split("\n## ").skip(1).map(Cure::read).collect::<Vec<_>>()
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
    let cures = cures();
    for rule in rules::ALL {
        assert!(cures.iter().any(|cure| cure.rule == rule.id), "{} has no example", rule.id);
    }
    let mut out = String::from("//! Written by the test from the examples of `explain`.\n\n");
    for cure in &cures {
        if let Some((path, text)) = cure.file() {
            hold(&path, text);
        }
        cure.write(&mut out);
    }
    hold("tests/cured/generated.rs", &format!("{}\n", out.trim_end()));
}
