//! The README is true: its commands are those of the gate and its promises those of the manifests.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The lines that a contributor types.
fn commands() -> Vec<String> {
    let readme = read("README.md");
    let block = readme
        .split("## Contributing")
        .nth(1)
        .unwrap()
        .split("```sh\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    block.lines().map(ToOwned::to_owned).collect()
}

#[test]
fn the_gate_runs_the_test_command_of_the_readme() {
    let test = commands().pop().unwrap();
    assert!(test.starts_with("cargo test"));
    let gate = read(".ci/run");
    let mut steps = gate.lines().filter_map(|line| line.trim().split_once(' '));
    assert!(steps.any(|(way, step)| ["step", "start_beside"].contains(&way) && step == test));
}

/// The page that the README opens is that of a rule whose message it shows.
#[test]
fn the_rule_to_be_explained_is_one_that_is_shown() {
    use catalog_specs::rules;
    let readme = read("README.md");
    let ids: Vec<_> = readme
        .split("`cargo error-catalog explain ")
        .skip(1)
        .filter_map(|rest| rest.split('`').next())
        .collect();
    assert!(!ids.is_empty());
    for id in ids {
        let rule = rules::by_id(id).unwrap_or_else(|| panic!("there is no rule `{id}`"));
        let message = rule.message(&[("name", "action")]);
        assert!(readme.contains(&format!("error: {message}\n")), "`{id}`: {message}");
    }
}

#[test]
fn the_main_job_is_an_example_that_exists() {
    let job = commands().into_iter().nth_back(1).unwrap();
    let example = job.strip_prefix("cargo run --example ").unwrap();
    assert!(root().join("error-catalog/examples").join(example).with_extension("rs").exists());
    assert_eq!(commands().len(), 4, "two lines of set-up, the job, the tests");
}

#[test]
fn the_oldest_compiler_is_the_one_that_is_declared() {
    let manifest = read("Cargo.toml");
    let version = manifest.split("rust-version = \"").nth(1).unwrap().split('"').next().unwrap();
    assert!(read("README.md").contains(&format!("Rust {version} or newer")));
    // Which asks the manifest, in the gate as in the workflow.
    assert!(read(".ci/msrv").contains("/^rust-version/") && read(".ci/run").contains(".ci/msrv"));
    assert!(read(".github/workflows/ci.yml").contains("run: .ci/msrv"));
}

#[test]
fn the_default_dependencies_are_those_in_the_readme() {
    let manifest = read("error-catalog/Cargo.toml");
    let (_, dependencies) = manifest.split_once("[dependencies]\n").unwrap();
    let dependencies = dependencies.split("\n[").next().unwrap();
    let always: Vec<_> = dependencies
        .lines()
        .filter(|line| {
            !line.is_empty() && !line.starts_with('#') && !line.contains("optional = true")
        })
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .collect();
    assert_eq!(
        always,
        ["catalog-specs-core", "error-catalog-derive", "serde", "serde_json", "http"]
    );
}
