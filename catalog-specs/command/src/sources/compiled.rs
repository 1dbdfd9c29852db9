//! The compiled registries of a package, written by its own tests.
//!
//! Cargo builds the tests. Those that link `Codes::outputs().check()` run with an environment variable
//! under which `check` writes its catalogue instead of comparing it. The result includes the codes of
//! macros, other crates and included registries, and cargo caches the build.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{fs, io};

use cargo_metadata::{Message, Target, TargetKind};
use catalog_specs::model::Catalog;
use catalog_specs::{COMMAND_VARIABLE, Compiled, DUMP_VARIABLE, NAMED_DOCUMENTS, Problem};
use tempfile::TempDir;

use super::package::Member;
use crate::answer::Failure;
use crate::arguments::FeatureArguments;
use crate::progress::Working;

/// The catalogues and document names that the tests and the build script of a package wrote.
#[derive(Debug, Default)]
pub(crate) struct TestedRegistries {
    /// The registries, without repeats.
    catalogs: Vec<Catalog>,
    /// The documents that Rust code names, as their format or `lock`, and their path.
    pub(crate) named: Vec<(&'static str, PathBuf)>,
    /// A test failed, so another registry may be missing.
    pub(crate) doubt: Option<Problem>,
}

/// Builds and runs the tests of a package.
pub(crate) fn run_tests(
    member: &Member,
    features: &FeatureArguments,
    working: &Working,
) -> Result<TestedRegistries, Failure> {
    let name = &member.name;
    let failed = |error: &io::Error| {
        let cause = format!("cargo cannot be run: {error}");
        not_compared(&cause, "see whether `cargo --version` works")
    };
    let mut no_run = cargo(member, features);
    no_run.args(["--no-run", "--tests", "--message-format=json-render-diagnostics"]);
    let built = working.on(&format!("building the tests of {name}"), |_| no_run.output());
    let built = built.map_err(|error| failed(&error))?;
    if !built.status.success() {
        let cause = format!("the tests of `{name}` do not build");
        let cure = "`--preview` reads the source instead, which does not see the codes of macros and other crates";
        return Err(not_compared(&cause, cure).with_output(output_of(&built, &[])));
    }
    let messages = messages(&built, member);
    let mut tested = TestedRegistries::default();
    for folder in &messages.out_dirs {
        if let Some(text) = passed(&folder.join(NAMED_DOCUMENTS))? {
            tested.add(&text)?;
        }
    }
    if messages.tests.is_empty() {
        return Ok(tested);
    }
    let folder = TempDir::new().map_err(|error| {
        let message = format!("cannot make a temporary folder: {error}");
        Failure::unreadable(message, "set `TMPDIR` to a folder that can be written to")
    })?;
    let mut run = cargo(member, features);
    run.arg("--no-fail-fast").args(&messages.tests).env(DUMP_VARIABLE, folder.path());
    let ran = working.on(&format!("running the tests of {name}"), |_| run.output());
    let ran = ran.map_err(|error| failed(&error))?;
    let files = fs::read_dir(folder.path()).map_err(|error| unreadable(folder.path(), &error))?;
    for file in files {
        let file = file.map_err(|error| unreadable(folder.path(), &error))?;
        // A test may remove its temporary file.
        if let Some(text) = passed(&file.path())? {
            tested.add(&text)?;
        }
    }
    if !ran.status.success() {
        if tested.catalogs.is_empty() {
            let cause = format!("the tests of `{name}` fail");
            let cure = format!("fix them; `cargo test -p {name}` shows them");
            return Err(not_compared(&cause, &cure).with_output(output_of(&ran, &ran.stdout)));
        }
        let message = format!(
            "not compared completely, because a test of `{name}` failed, so another registry may be missing"
        );
        let help = format!(
            "fix it, `cargo test -p {name}` shows it; or name the registry: `registry = \"Codes\"` in `error-catalog.toml`, or `--registry`"
        );
        tested.doubt = Some(Problem::without_place(message, help));
    }
    Ok(tested)
}

impl TestedRegistries {
    fn add(&mut self, text: &str) -> Result<(), Failure> {
        let compiled = Compiled::read(text)
            .map_err(|problem| not_compared(&problem.message, &problem.help))?;
        let documents = compiled.documents.into_iter();
        let documents = documents.map(|(format, path)| (format.as_str(), path));
        for named in documents.chain(compiled.lock.map(|path| ("lock", path))) {
            if !self.named.contains(&named) {
                self.named.push(named);
            }
        }
        self.named.sort();
        let catalog = compiled.catalog.filter(|catalog| !self.catalogs.contains(catalog));
        self.catalogs.extend(catalog);
        Ok(())
    }

    /// Whether there is neither a registry nor a document.
    pub(crate) fn is_empty(&self) -> bool {
        self.catalogs.is_empty() && self.named.is_empty()
    }

    /// The named registry, or the only one.
    pub(crate) fn registry(
        &mut self,
        package: &str,
        args: Option<&str>,
    ) -> Result<Catalog, Failure> {
        let wanted = args.map(|name| name.rsplit("::").next().unwrap_or(name));
        let mut catalogs = std::mem::take(&mut self.catalogs);
        let names: Vec<_> = catalogs.iter().map(|catalog| format!("`{}`", catalog.name)).collect();
        catalogs.retain(|catalog| wanted.is_none_or(|wanted| wanted == catalog.name));
        match (catalogs.len(), args) {
            (1, _) => Ok(catalogs.remove(0)),
            (0, None) => {
                Err(no_test(&format!("no test of `{package}` checks a registry"), "Codes"))
            }
            (0, Some(args)) => {
                let others = match names.as_slice() {
                    [] => String::new(),
                    names => format!("; found {}", names.join(", ")),
                };
                let cause = format!("no test of `{package}` checks `{args}`{others}");
                Err(no_test(&cause, wanted.unwrap_or_default()))
            }
            _ => Err(not_compared(
                &format!("the tests of `{package}` check several registries: {}", names.join(", ")),
                "name one in `error-catalog.toml`, such as `registry = \"Codes\"`, or by `--registry`",
            )),
        }
    }
}

/// What a test or a build script passed in a file; `None` if it removed the file.
fn passed(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(unreadable(path, &error)),
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let cause = format!("`{}` cannot be read: {error}", path.display());
    not_compared(&cause, "run the command again, and see whether its user may read that path")
}

/// The failure that nothing was compared.
pub(crate) fn not_compared(cause: &str, help: &str) -> Failure {
    Failure::not_compared(vec![Problem::without_place(
        format!("not compared, because {cause}"),
        help,
    )])
}

fn no_test(cause: &str, registry: &str) -> Failure {
    not_compared(
        cause,
        &format!(
            "write one, with feature `documents` of error-catalog: `#[test] fn catalogue() {{ {registry}::outputs().check(); }}`\n\
             or read the source instead with `--preview`, which does not see the codes of macros and other crates"
        ),
    )
}

/// `cargo test` for a package; the variable keeps build scripts from writing documents.
fn cargo(member: &Member, features: &FeatureArguments) -> Command {
    let mut cargo = Command::new(super::package::cargo());
    cargo.args(["test", "--quiet", "--manifest-path"]).arg(&member.manifest);
    cargo.arg("--package").arg(&member.name);
    cargo.args(features.as_arguments());
    cargo
        .env(COMMAND_VARIABLE, "1")
        .env_remove(DUMP_VARIABLE)
        .env_remove("BLESS")
        .stdin(Stdio::null());
    cargo
}

/// The build messages of one package.
struct Messages {
    /// The arguments of `cargo test` that select the tests that may check a registry.
    tests: Vec<String>,
    /// The `OUT_DIR` of its build script.
    out_dirs: Vec<PathBuf>,
}

fn messages(built: &Output, member: &Member) -> Messages {
    let mut found = Messages { tests: Vec::new(), out_dirs: Vec::new() };
    for message in Message::parse_stream(built.stdout.as_slice()).flatten() {
        match message {
            Message::CompilerArtifact(artifact) if artifact.package_id == member.id => {
                let executable = artifact.executable.filter(|_| artifact.profile.test);
                if executable.is_some_and(|path| links_check(path.as_std_path())) {
                    found.tests.extend(selection(&artifact.target));
                }
            }
            Message::BuildScriptExecuted(script) if script.package_id == member.id => {
                found.out_dirs.push(script.out_dir.into_std_path_buf());
            }
            _ => {}
        }
    }
    found
}

/// Whether `Outputs::check` is linked into a test: the binary contains the name of its variable.
fn links_check(executable: &Path) -> bool {
    fs::read(executable)
        .is_ok_and(|bytes| memchr::memmem::find(&bytes, DUMP_VARIABLE.as_bytes()).is_some())
}

fn selection(target: &Target) -> Vec<String> {
    match target.kind.first() {
        Some(TargetKind::Test) => vec!["--test".to_owned(), target.name.clone()],
        Some(TargetKind::Bin) => vec!["--bin".to_owned(), target.name.clone()],
        Some(TargetKind::Example) => vec!["--example".to_owned(), target.name.clone()],
        Some(TargetKind::Bench) => vec!["--bench".to_owned(), target.name.clone()],
        _ => vec!["--lib".to_owned()],
    }
}

/// The output of cargo and the tests.
fn output_of(output: &Output, stdout: &[u8]) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(stdout) + &text(&output.stderr)
}
