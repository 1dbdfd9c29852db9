//! The throw-away crates: what they hold, and what building them costs.

use std::env;
use std::fmt::Write;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::time::SystemTime;

use crate::clock::{Cost, time};
use crate::{Places, Result};

/// What a crate depends on, in the words of its manifest; `{facade}` is the path of ours.
pub(crate) const OURS: &str = r#"error-catalog = { path = "{facade}" }"#;
pub(crate) const THISERROR: &str = r#"thiserror = "2""#;

/// A set of enums.
#[derive(Clone, Copy)]
pub(crate) struct Enums {
    pub(crate) derive: Derive,
    /// How many enums.
    pub(crate) count: usize,
    /// How many variants all of them have together.
    pub(crate) variants: usize,
}

/// Who writes what belongs to an enum.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Derive {
    /// `Debug` and nothing else.
    Debug,
    /// thiserror's `Display` and `Error`.
    Thiserror,
    /// Ours, without a registry.
    Ours,
    /// Ours, listed in a `catalog!` that the enums do not name.
    Listed,
    /// Ours, listed in the registry that the enums name, which makes a constant of each code.
    Typed,
    /// The same, with 50 sets of five enums.
    Sets,
}

impl Enums {
    /// The source: every fourth variant has one interpolated field.
    pub(crate) fn source(self) -> String {
        let mut source = String::from("#![allow(dead_code)]\n");
        for at in 0..self.count {
            self.write_enum(at, &mut source);
        }
        if matches!(self.derive, Derive::Listed | Derive::Typed | Derive::Sets) {
            source.push_str("error_catalog::catalog! { pub struct Codes { ");
            for at in 0..self.count {
                let _ = write!(source, "E{at}, ");
            }
            source.push_str("} }\n");
        }
        if self.derive == Derive::Sets {
            for set in 0..50 {
                let enums: Vec<_> =
                    (0..5).map(|at| format!("E{}", (set * 7 + at * 3) % self.count)).collect();
                let _ = writeln!(
                    source,
                    "error_catalog::catalog! {{ pub struct Set{set} of Codes {{ {} }} }}",
                    enums.join(", ")
                );
            }
        }
        source
    }

    fn write_enum(self, at: usize, source: &mut String) {
        let head = match self.derive {
            Derive::Debug => "#[derive(Debug)]".to_owned(),
            Derive::Thiserror => "#[derive(Debug, thiserror::Error)]".to_owned(),
            Derive::Ours | Derive::Listed => {
                format!(
                    "#[derive(Debug, error_catalog::ErrorCatalog)]\n#[catalog(domain = \"DOM{at}\")]"
                )
            }
            Derive::Typed | Derive::Sets => format!(
                "#[derive(Debug, error_catalog::ErrorCatalog)]\n#[catalog(domain = \"DOM{at}\", registry = crate::Codes)]"
            ),
        };
        let _ = writeln!(source, "{head}\npub enum E{at} {{");
        for number in 0..self.variants / self.count {
            let interpolated = number % 4 == 0;
            let subject = if interpolated { "thing {id}" } else { "thing" };
            let message = format!("{subject} number {number} is not there");
            let attribute = match self.derive {
                Derive::Debug => String::new(),
                Derive::Thiserror => format!("#[error(\"{message}\")]"),
                Derive::Ours | Derive::Listed | Derive::Typed | Derive::Sets => format!(
                    "#[catalog(code = \"DOM{at}_CASE_{number}\", status = 404, log_level = \"INFO\", message = \"{message}\")]"
                ),
            };
            let field = match self.derive {
                _ if !interpolated => "",
                Derive::Debug | Derive::Thiserror => " { id: u64 }",
                Derive::Ours | Derive::Listed | Derive::Typed | Derive::Sets => {
                    " { #[detail] id: u64 }"
                }
            };
            let _ = writeln!(source, "    {attribute}\n    V{number}{field},");
        }
        source.push_str("}\n");
    }

    /// What its crate depends on.
    pub(crate) fn dependencies(self) -> &'static str {
        match self.derive {
            Derive::Debug => "",
            Derive::Thiserror => THISERROR,
            Derive::Ours | Derive::Listed | Derive::Typed | Derive::Sets => OURS,
        }
    }

    /// The name of its crate.
    pub(crate) fn name(self) -> String {
        let derive = match self.derive {
            Derive::Debug => "debug",
            Derive::Thiserror => "thiserror",
            Derive::Ours => "ours",
            Derive::Listed => "listed",
            Derive::Typed => "typed",
            Derive::Sets => "sets",
        };
        format!("{derive}-{}-in-{}", self.variants, self.count)
    }
}

impl Places {
    /// Writes a crate. It takes the versions of the workspace's lock file, so that it can be built
    /// without a network.
    pub(crate) fn write_crate(&self, name: &str, dependencies: &str, source: &str) -> Result<()> {
        let directory = self.scratch.join(name);
        let facade = self.workspace.join("error-catalog");
        let dependencies = dependencies.replace("{facade}", &facade.to_string_lossy());
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{dependencies}\n\n\
             [profile.dev]\nincremental = false\n\n[workspace]\n"
        );
        fs::create_dir_all(directory.join("src"))?;
        fs::write(directory.join("Cargo.toml"), manifest)?;
        fs::write(directory.join("src/lib.rs"), source)?;
        fs::copy(self.workspace.join("Cargo.lock"), directory.join("Cargo.lock"))?;
        // Trims the lock file to what this crate needs.
        let mut trim = self.cargo("metadata", name);
        trim.args(["--offline", "--format-version", "1"]);
        if !trim.output()?.status.success() && !self.cargo("fetch", name).status()?.success() {
            return Err(format!("the dependencies of `{name}` cannot be had").into());
        }
        Ok(())
    }

    /// A command of cargo for a crate.
    pub(crate) fn cargo(&self, command: &str, name: &str) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.arg(command).current_dir(self.scratch.join(name));
        cargo.env("CARGO_TARGET_DIR", self.scratch.join("target")).env("CARGO_TERM_COLOR", "never");
        cargo
    }

    /// `cargo check` of a crate that has just been changed, with its dependencies already there.
    pub(crate) fn check(&self, name: &str) -> Result<Cost> {
        let source = self.scratch.join(name).join("src/lib.rs");
        File::options().append(true).open(source)?.set_modified(SystemTime::now())?;
        let mut check = self.cargo("check", name);
        check.arg("--offline");
        let (cost, printed) = time(&check, &self.output())?;
        if !printed.contains("Checking") {
            return Err(format!("`{name}` was not checked again:\n{printed}").into());
        }
        Ok(cost)
    }

    /// Where commands print to.
    pub(crate) fn output(&self) -> PathBuf {
        self.scratch.join("output.txt")
    }
}
