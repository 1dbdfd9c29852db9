//! The repository about itself: every rule has a fixture that says what the rule says, and every
//! fixture has a rule.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use catalog_specs::lock::table;
use catalog_specs::metric::Metric;
use catalog_specs::record::{RECORD_FIELDS, RecordField};
use catalog_specs::rules::{self, Rule};
use catalog_specs::template::{Piece, pieces};

/// A fixture of `ui/fail`: its path, and what the compiler says to it.
struct Fixture {
    path: PathBuf,
    rules: Vec<String>,
    /// `// Rustc: …` in place of `// Rule: …`: the compiler itself refuses it.
    is_rustc: bool,
    stderr: String,
}

fn ui() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")
}

/// All files below a directory with an extension, sorted.
fn files(directory: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn fixtures() -> Vec<Fixture> {
    let read = |path: PathBuf| {
        let source = fs::read_to_string(&path).unwrap();
        let first = source.lines().next().unwrap_or_default();
        let named = first.strip_prefix("// Rule: ").or_else(|| first.strip_prefix("// Rules: "));
        let is_rustc = first.starts_with("// Rustc: ");
        let rules = named
            .map(|named| named.split(", ").map(ToOwned::to_owned).collect())
            .unwrap_or_default();
        let stderr = fs::read_to_string(path.with_extension("stderr")).unwrap_or_else(|_| {
            panic!(
                "{} has no .stderr; write it with TRYBUILD=overwrite, and read it",
                path.display()
            )
        });
        Fixture { path, rules, is_rustc, stderr }
    };
    files(&ui().join("fail"), "rs").into_iter().map(read).collect()
}

/// Whether a text says what a rule says: its constant pieces, one after the other on one line.
fn says(text: &str, rule: &Rule) -> bool {
    text.lines().any(|line| {
        let mut rest = line;
        pieces(rule.message).all(|piece| match piece {
            Piece::Text(constant) | Piece::Stray(constant) => match rest.split_once(constant) {
                Some((_, after)) => {
                    rest = after;
                    true
                }
                None => false,
            },
            Piece::Placeholder(_) => true,
        })
    })
}

#[test]
fn every_rule_has_a_fixture_with_its_message() {
    let fixtures = fixtures();
    let told = |rule: &Rule| {
        let mut naming =
            fixtures.iter().filter(|fixture| fixture.rules.iter().any(|id| id == rule.id));
        naming.any(|fixture| says(&fixture.stderr, rule))
    };
    let untold: Vec<_> = rules::ALL.iter().filter(|rule| !told(rule)).map(|rule| rule.id).collect();
    assert!(
        untold.is_empty(),
        "no fixture in ui/fail names these rules and shows their message: {untold:#?}"
    );
}

#[test]
fn every_fixture_names_its_rule() {
    for Fixture { path, rules, is_rustc, stderr } in fixtures() {
        let path = path.display();
        assert!(
            is_rustc || !rules.is_empty(),
            "{path} does not begin with `// Rule: <id>` or `// Rustc: <what>`"
        );
        for id in rules {
            let Some(rule) = rules::by_id(&id) else {
                panic!("{path} names `{id}`, which is no rule")
            };
            assert!(says(&stderr, rule), "{path} names `{id}`, and its .stderr does not say it");
        }
    }
}

/// A fixture of one rule lies in the folder of the rule's family.
#[test]
fn fixtures_are_in_the_folder_of_their_family() {
    let families: BTreeSet<_> = rules::ALL.iter().map(|rule| rule.family).collect();
    for fixture in fixtures() {
        let folder = fixture.path.parent().and_then(Path::file_name).unwrap().to_str().unwrap();
        if folder == "fail" || folder == "quiet" {
            continue;
        }
        assert!(
            families.contains(folder),
            "{folder} is the family of no rule: {}",
            fixture.path.display()
        );
    }
}

#[test]
fn every_stderr_has_its_fixture() {
    let orphans: Vec<_> = files(&ui(), "stderr")
        .into_iter()
        .filter(|path| !path.with_extension("rs").exists())
        .collect();
    assert!(orphans.is_empty(), "remove these, or give them their fixtures: {orphans:#?}");
}

/// One mistake is one error: where a fixture names rules, the compiler's own errors are a second wave.
#[test]
fn one_mistake_gives_one_error() {
    for fixture in fixtures().iter().filter(|fixture| !fixture.is_rustc) {
        let path = fixture.path.display();
        let by_rustc = |line: &&str| line.starts_with("error[") && !says_a_rule(line, fixture);
        let wave: Vec<_> = fixture.stderr.lines().filter(by_rustc).collect();
        assert!(wave.is_empty(), "{path}: {wave:#?}");
        let warnings: Vec<_> =
            fixture.stderr.lines().filter(|line| line.starts_with("warning")).collect();
        assert!(warnings.is_empty(), "{path}: {warnings:#?}");
        // What quotes the standard library changes with the components that are installed.
        assert!(!fixture.stderr.contains("$RUST/"), "{path} quotes the standard library");
    }
}

fn says_a_rule(line: &str, fixture: &Fixture) -> bool {
    fixture.rules.iter().filter_map(|id| rules::by_id(id)).any(|rule| says(line, rule))
}

#[test]
fn eight_mistakes_are_eight_errors() {
    let fixture =
        fixtures().into_iter().find(|fixture| fixture.path.ends_with("many_at_once.rs")).unwrap();
    let errors = fixture.stderr.lines().filter(|line| line.starts_with("error")).count();
    assert_eq!((fixture.rules.len(), errors), (8, 8));
}

#[test]
fn every_allow_word_has_an_example() {
    for word in rules::allow_words() {
        let path = ui().join("../tests/right").join(format!("allow_{word}.rs"));
        let source =
            fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is not there", path.display()));
        assert!(source.contains(&format!("allow({word})")), "{}", path.display());
    }
}

/// The folders whose names and comments are held to plain words.
const PLAIN_FOLDERS: [&str; 9] = [
    "catalog-specs/command/src",
    "catalog-specs/core/src",
    "catalog-specs/examples",
    "catalog-specs/src",
    "catalog-specs/syntax/src",
    "docs",
    "error-catalog-derive/src",
    "error-catalog/examples",
    "error-catalog/src",
];

/// The pages at the root of the repository. The glossary in CONTRIBUTING.md names the phrases that it replaces.
const PLAIN_PAGES: [&str; 2] = ["CHANGELOG.md", "README.md"];

/// The tests, whose names and comments are held to plain words as well.
const TEST_FOLDERS: [&str; 9] = [
    "catalog-specs/command/tests",
    "catalog-specs/tests",
    "tests/crates",
    "tests/lints",
    "tests/recipes",
    "tests/scan",
    "tests/src",
    "tests/tests",
    "tests/ui",
];

/// Phrases that name neither the thing nor the action.
const WORN_OUT_PHRASES: [&str; 17] = [
    "nobody",
    "somebody",
    "anybody",
    "whoever",
    "is told",
    "are told",
    "told of",
    "tells of",
    "says of",
    "goes out",
    "go out",
    "comes to",
    "lets go",
    "let off",
    "by itself",
    "of its own",
    "one's own",
];

/// Names that do not say what a function does or returns.
const WORN_OUT_FUNCTIONS: [&str; 4] = ["told", "said", "of", "shown"];

/// `Alerts::of::<Codes>()` is a hidden short name of `Alerts::for_registry`, which the design promises.
const FUNCTIONS_OF_THE_FACE: [&str; 1] = ["pub fn of<C: Registry>() -> AlertsBuilder"];

/// The comments of a source, each block as one line of text behind the number of its first line.
fn comments(source: &str) -> Vec<(usize, String)> {
    let mut blocks: Vec<(usize, usize, String)> = Vec::new();
    for (at, line) in source.lines().enumerate() {
        let Some(text) = line.trim_start().strip_prefix("//") else { continue };
        let text = text.trim_start_matches(['/', '!']).trim();
        match blocks.last_mut() {
            Some((_, last, block)) if *last + 1 == at => {
                *last = at;
                block.push(' ');
                block.push_str(text);
            }
            _ => blocks.push((at + 1, at, text.to_owned())),
        }
    }
    blocks.into_iter().map(|(first, _, block)| (first, block)).collect()
}

/// Whether a text has a phrase, at the bounds of words.
fn has_phrase(text: &str, phrase: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(phrase).any(|(at, _)| {
        let is_bound = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        is_bound(text[..at].chars().next_back())
            && is_bound(text[at + phrase.len()..].chars().next())
    })
}

#[test]
fn comments_and_names_are_in_plain_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut problems = Vec::new();
    for folder in PLAIN_FOLDERS.into_iter().chain(TEST_FOLDERS) {
        for path in files(&root.join(folder), "rs") {
            let source = fs::read_to_string(&path).unwrap();
            for (line, text) in comments(&source) {
                for phrase in WORN_OUT_PHRASES.iter().filter(|phrase| has_phrase(&text, phrase)) {
                    problems.push(format!("{}:{line}: `{phrase}`", path.display()));
                }
            }
        }
    }
    let pages = PLAIN_FOLDERS.iter().flat_map(|folder| files(&root.join(folder), "md"));
    for path in pages.chain(PLAIN_PAGES.map(|page| root.join(page))) {
        let text = fs::read_to_string(&path).unwrap();
        for phrase in WORN_OUT_PHRASES.iter().filter(|phrase| has_phrase(&text, phrase)) {
            problems.push(format!("{}: `{phrase}`", path.display()));
        }
    }
    for folder in PLAIN_FOLDERS.into_iter().chain(TEST_FOLDERS) {
        for path in files(&root.join(folder), "rs") {
            let source = fs::read_to_string(&path).unwrap();
            let is_face = |line: &str| FUNCTIONS_OF_THE_FACE.iter().any(|face| line.contains(face));
            for (at, line) in source.lines().enumerate().filter(|(_, line)| !is_face(line)) {
                let named =
                    line.split("fn ").skip(1).filter_map(|rest| rest.split(['(', '<']).next());
                let is_worn_out = |name: &&str| {
                    let words = name.replace('_', " ");
                    WORN_OUT_FUNCTIONS.contains(name)
                        || WORN_OUT_PHRASES.iter().any(|phrase| has_phrase(&words, phrase))
                };
                for name in named.filter(is_worn_out) {
                    let (path, line) = (path.display(), at + 1);
                    problems.push(format!("{path}:{line}: a function is called `{name}`"));
                }
            }
        }
    }
    assert!(
        problems.is_empty(),
        "say what does what to what, in the words of the glossary in CONTRIBUTING.md:\n{}",
        problems.join("\n")
    );
}

/// What the compiler prints about a mistake, fixes and notes included.
#[test]
fn diagnostics_are_in_plain_words() {
    let mut problems = Vec::new();
    for fixture in fixtures() {
        for line in fixture.stderr.lines() {
            let text = line.trim_start_matches([' ', '=', '|']);
            let starts = ["error", "help: ", "note: "];
            if starts.iter().any(|start| text.starts_with(start)) {
                let found = WORN_OUT_PHRASES.iter().filter(|phrase| has_phrase(text, phrase));
                problems.extend(
                    found.map(|phrase| format!("{}: `{phrase}`: {text}", fixture.path.display())),
                );
            }
        }
    }
    assert!(problems.is_empty(), "use the words of the glossary:\n{}", problems.join("\n"));
}

/// Comments in the scripts of the gate, and in the manifests of the packages that users read.
#[test]
fn manifests_and_scripts_are_in_plain_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let manifests = [
        ".ci/features",
        ".ci/msrv",
        ".ci/release",
        ".ci/run",
        "Cargo.toml",
        "catalog-specs/Cargo.toml",
        "catalog-specs/command/Cargo.toml",
        "catalog-specs/core/Cargo.toml",
        "catalog-specs/syntax/Cargo.toml",
        "error-catalog-derive/Cargo.toml",
        "error-catalog/Cargo.toml",
        "tests/recipes/Cargo.toml",
    ];
    let mut problems = Vec::new();
    for manifest in manifests {
        let text = fs::read_to_string(root.join(manifest)).unwrap();
        for (at, line) in text.lines().enumerate() {
            let Some((_, comment)) = line.split_once('#') else { continue };
            let found = WORN_OUT_PHRASES.iter().filter(|phrase| has_phrase(comment, phrase));
            problems.extend(found.map(|phrase| format!("{manifest}:{}: `{phrase}`", at + 1)));
        }
    }
    assert!(problems.is_empty(), "use the words of the glossary:\n{}", problems.join("\n"));
}

/// Without a feature, rustc shows the name of a type that stands for what is missing: it names the feature to turn on.
#[test]
fn types_of_missing_features_name_a_feature() {
    let facade = Path::new(env!("CARGO_MANIFEST_DIR")).join("../error-catalog");
    let manifest = fs::read_to_string(facade.join("Cargo.toml")).unwrap();
    let mut features = BTreeSet::new();
    for path in files(&facade.join("src"), "rs") {
        let source = fs::read_to_string(path).unwrap();
        for rest in source.split("struct NeedsFeature").skip(1) {
            let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            features.insert(name.to_lowercase());
        }
    }
    assert_eq!(features.len(), 2, "{features:?}");
    for feature in features {
        assert!(manifest.contains(&format!("\n{feature} = [")), "there is no feature `{feature}`");
    }
}

/// The texts that the macros and the lock show.
#[test]
fn rules_are_in_plain_words() {
    let rules = rules::ALL.iter().map(|rule| (rule.id, [rule.message, rule.help, rule.why]));
    let changes = table::all().map(|rule| (rule.id, [rule.what, rule.why, rule.undo]));
    let texts: Vec<_> = rules.chain(changes).collect();
    let problems: Vec<_> = texts
        .iter()
        .flat_map(|(id, texts)| texts.iter().map(move |text| (id, text)))
        .flat_map(|(id, text)| WORN_OUT_PHRASES.iter().map(move |phrase| (id, text, phrase)))
        .filter(|(_, text, phrase)| has_phrase(text, phrase))
        .map(|(id, text, phrase)| format!("{id}: `{phrase}` in `{text}`"))
        .collect();
    assert!(problems.is_empty(), "use the words of the glossary:\n{}", problems.join("\n"));
}

#[test]
fn phrases_are_found_at_the_bounds_of_words() {
    let source = "/// The log\n/// is told.\nfn f() {}\n// busybody, cargo outside\n";
    let found = comments(source);
    assert_eq!(
        found,
        [(1, "The log is told.".to_owned()), (4, "busybody, cargo outside".to_owned())]
    );
    assert!(has_phrase(&found[0].1, "is told"));
    assert!(!has_phrase("this told", "is told") && !has_phrase("cargo outside", "go out"));
}

/// The documents of log record and metric list what the code writes.
#[test]
fn the_log_record_and_the_metric_are_documented() {
    let facade = Path::new(env!("CARGO_MANIFEST_DIR")).join("../error-catalog/src");
    let read = |name: &str| fs::read_to_string(facade.join(name)).unwrap();
    let first_words = |text: &str, column: usize| -> BTreeSet<String> {
        let rows =
            text.lines().skip(2).filter_map(|row| row.split('|').nth(column).map(str::to_owned));
        rows.flat_map(|cell| {
            cell.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect::<Vec<_>>()
        })
        .collect()
    };
    let record = read("record/event.rs");
    let event = record.split("tracing::event!(").nth(1).unwrap();
    let (event, _) = event.split_once("\"{}\"").unwrap();
    let fields: BTreeSet<_> = event
        .lines()
        .filter_map(|line| line.trim().split_once(" = "))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(first_words(&read("record/event.md"), 1), fields);
    let row = |field: &RecordField| format!("| `{}` | {} |\n", field.name, field.about);
    let rows: String = RECORD_FIELDS.iter().map(row).collect();
    assert_eq!(read("report/record.md"), format!("| field | value |\n|---|---|\n{rows}"));
    let count = read("metric.rs");
    let labels: BTreeSet<_> = count
        .split("Label::from_static_parts(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(ToOwned::to_owned))
        .collect();
    assert_eq!(first_words(&read("metric.md"), 2), labels);
    let names: BTreeSet<_> = Metric::all().map(|metric| metric.default_name().to_owned()).collect();
    assert_eq!(first_words(&read("metric.md"), 1), names);
}
