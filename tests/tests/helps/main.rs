//! Every cure that a diagnostic offers is applied where the diagnostic points and compiled: the mistake is gone, or
//! another one is next.
//!
//! The cured fixtures are examples of one package, so that cargo checks all of them in one call.

mod apply;
mod stderr;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;
use stderr::Mistake;

/// A fixture with one of its cures applied.
struct Cured {
    fixture: PathBuf,
    mistake: Mistake,
    /// Nothing where the cure does not fit the place.
    source: Option<String>,
}

fn fixtures(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            fixtures(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
}

fn cured() -> Vec<Cured> {
    let mut paths = Vec::new();
    fixtures(&Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/fail"), &mut paths);
    let cured = |fixture: &PathBuf| {
        let source = fs::read_to_string(fixture).unwrap();
        let mistakes = stderr::read(&fs::read_to_string(fixture.with_extension("stderr")).unwrap());
        let cured = |mistake: Mistake| {
            let source = apply::cured(&source, &mistake)?.ok();
            Some(Cured { fixture: fixture.clone(), mistake, source })
        };
        mistakes.into_iter().filter_map(cured).collect::<Vec<_>>()
    };
    paths.iter().flat_map(cured).collect()
}

/// A package beside the target directory of the tests, with an example for each source.
fn package(cured: &[Cured]) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("helps");
    drop(fs::remove_dir_all(package.join("examples")));
    fs::create_dir_all(package.join("examples")).unwrap();
    fs::create_dir_all(package.join("src")).unwrap();
    fs::write(package.join("src/lib.rs"), "").unwrap();
    let face = here.join("../error-catalog");
    let mut manifest = format!(
        "[package]\nname = \"helps\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n\
         [dependencies]\nerror-catalog = {{ path = \"{}\", features = [\"messages\", \"spec-file\"] }}\n",
        face.display()
    );
    for other in ["billing", "rival"] {
        let path = here.join("crates").join(other);
        writeln!(manifest, "{other} = {{ path = \"{}\" }}", path.display()).unwrap();
    }
    manifest.push_str(
        "thiserror = \"2\"\nserde = { version = \"1\", features = [\"derive\"] }\nhttp = \"1\"\n",
    );
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    fs::copy(here.join("../Cargo.lock"), package.join("Cargo.lock")).unwrap();
    for folder in ["specs", "messages", "pages"] {
        copy(&here.join("ui").join(folder), &package.join(folder));
    }
    for (number, cured) in cured.iter().enumerate() {
        if let Some(source) = &cured.source {
            fs::write(package.join(format!("examples/cure_{number}.rs")), source).unwrap();
        }
    }
    package
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).unwrap() {
        let path = file.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

/// The errors of each example, by its name.
fn check(package: &Path) -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["check", "--quiet", "--offline", "--examples", "--keep-going"])
        .args(["--message-format", "json"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", package.join("target"))
        .env("RUSTFLAGS", "--cap-lints allow")
        .output()
        .unwrap();
    let mut errors: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut is_any = false;
    for line in output.stdout.split(|byte| *byte == b'\n') {
        let Ok(line) = serde_json::from_slice::<Value>(line) else { continue };
        is_any |= line["reason"] == "compiler-artifact";
        if line["reason"] == "compiler-message" && line["message"]["level"] == "error" {
            let text = line["message"]["message"].as_str().unwrap();
            if !text.starts_with("aborting due to") {
                let name = line["target"]["name"].as_str().unwrap().to_owned();
                errors.entry(name).or_default().push(text.to_owned());
            }
        }
    }
    assert!(is_any, "{}", String::from_utf8_lossy(&output.stderr));
    errors
}

#[test]
fn every_cure_ends_its_mistake() {
    let cured = cured();
    assert!(cured.len() > 200, "only {} cures could be applied", cured.len());
    let errors = check(&package(&cured));
    let mut left = String::new();
    for (number, Cured { fixture, mistake, source }) in cured.iter().enumerate() {
        let Some(source) = source else {
            writeln!(left, "{}: cannot apply {mistake:?}", fixture.display()).unwrap();
            continue;
        };
        let Some(errors) = errors.get(&format!("cure_{number}")) else { continue };
        let is_ours =
            |text: &String| text.contains("\nhelp: ") || text.contains("evaluation panicked");
        let now = errors.iter().filter(|text| text.starts_with(&mistake.text())).count();
        let is_left = now >= mistake.times;
        // What the compiler says to a pasted cure is no mistake of the user.
        let is_worse = errors.iter().any(|text| !is_ours(text) && !is_explained(text));
        if is_left || is_worse {
            let Mistake { message, help, .. } = mistake;
            writeln!(
                left,
                "{}: {message}\n  help: {help}\n  leads to {errors:#?}\n{source}",
                fixture.display()
            )
            .unwrap();
        }
    }
    assert!(left.is_empty(), "{left}");
}

/// The next real mistake where our rules do not speak: the other place of a duplicate, a type that is not there, and
/// what the compiler says in our words.
fn is_explained(text: &str) -> bool {
    [
        "was first used here",
        "is not declared in an error catalogue",
        "must be masked",
        "cannot find type",
    ]
    .iter()
    .any(|known| text.contains(known))
}
