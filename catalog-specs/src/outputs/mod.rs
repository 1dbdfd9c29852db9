//! The documents of a catalogue, and the check that keeps them equal to the code.
//!
//! `declaration` has [`Outputs`], the list of documents; `config` reads it from `error-catalog.toml`; `format` renders
//! a document; `file` reads it; `gate` compares. [`build_script`] runs the check for cargo and
//! [`Outputs::check`] in a test. `compiled` passes the catalogue of a test to the command.

mod audience;
mod build_script;
mod compiled;
mod config;
mod declaration;
mod environment;
mod file;
mod format;
mod gate;
mod generated_marker;
mod leftovers;
mod paths;

use std::path::Path;

pub use audience::Audience;
pub use compiled::{COMMAND_VARIABLE, Compiled, DUMP_VARIABLE, NAMED_DOCUMENTS};
pub use config::{CONFIG_FILE, Config, Document};
pub use declaration::Outputs;
#[cfg(feature = "scan")]
pub use declaration::scan;
pub use file::Drift;
pub use format::{Format, RenderContext};
pub use gate::{Mode, Outcome, RESTORE_LOCK};
pub use generated_marker::may_overwrite;

use crate::progress::NO_PROGRESS;
use crate::{ProblemLevel, ProgressFn};

impl Outputs {
    /// Runs in a build script: writes changed documents. Under `CI` it writes nothing and fails if one has changed.
    ///
    /// In a package that is built as a dependency, or from a packaged or read-only copy, it does nothing.
    /// `ERROR_CATALOG=check`, `write` or `off` overrides this.
    pub fn run(self) {
        build_script::run(self);
    }

    /// Runs in a test: fails if a document has changed. `BLESS=1 cargo test` rewrites the documents, also under `CI`.
    ///
    /// When the command runs the test, nothing is compared: the test passes its catalogue to the command.
    ///
    /// # Panics
    /// When the check fails.
    #[track_caller]
    pub fn check(self) {
        // An empty value is none: nothing would be compared.
        if let Some(folder) = std::env::var_os(DUMP_VARIABLE).filter(|folder| !folder.is_empty()) {
            compiled::write_dump(&self, Path::new(&folder));
            return;
        }
        let outputs = self.declared(ProblemLevel::Error);
        let bless = environment::is_set("BLESS");
        let mode = if bless { Mode::Write } else { Mode::Check };
        let outcome = outputs.outcome(mode);
        let fix = if build_script::is_running() {
            "`.check()` is for tests; in a build script, write `.run()`"
        } else {
            "run the test again with `BLESS=1`, and commit the written files"
        };
        let report = outcome.report(fix);
        assert!(!outcome.failed(), "{report}");
        if !report.is_empty() {
            eprintln!("{report}");
        }
    }

    /// Runs the check in a mode.
    pub fn outcome(&self, mode: Mode) -> Outcome {
        self.outcome_with_progress(mode, NO_PROGRESS)
    }

    /// The same, and reports every file read and every document rendered to `progress`.
    pub fn outcome_with_progress(&self, mode: Mode, progress: ProgressFn<'_>) -> Outcome {
        gate::run(self, mode, progress)
    }
}
