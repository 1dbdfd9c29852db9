//! The documents of a catalogue, and the gate that holds them to the code.
//!
//! [`Outputs`], a `declaration`, says which documents there are and where; `config` reads that from
//! `error-catalog.toml`; `format` makes each document; `file` reads and writes them, whole or not at
//! all; `gate` compares what is there with what should be; [`build_script`] is the gate as cargo
//! runs it, and [`Outputs::check`] the gate as a test. `compiled` hands the catalogue of a test over
//! to the command.

mod audience;
mod build_script;
mod compiled;
mod config;
mod declaration;
mod file;
mod format;
mod gate;
mod ours;
mod place;

use std::path::Path;

pub use audience::Audience;
pub use compiled::{COMMAND, Compiled, NAMED_DOCUMENTS, VARIABLE};
pub use config::{CONFIG_FILE, Config, Document};
pub use declaration::Outputs;
#[cfg(feature = "scan")]
pub use declaration::scan;
pub use file::{Drift, write as write_file};
pub use format::Format;
pub use gate::{Mode, Outcome, RESTORE_LOCK};
pub use ours::may_take;

use crate::steps::NOBODY;
use crate::{Gravity, Watch};

impl Outputs {
    /// As a build script: writes what has changed; under `CI` it writes nothing and fails where
    /// something has.
    ///
    /// In a package that is built as somebody's dependency, or from a packaged or read-only copy, it
    /// does nothing. `ERROR_CATALOG=check`, `write` or `off` decides otherwise.
    pub fn run(self) {
        build_script::run(self);
    }

    /// As a test: fails where a document is not what it should be; with `BLESS=1` it writes them,
    /// under `CI` as well, for nobody says that by accident.
    ///
    /// # Panics
    /// When the gate fails: that is what a test does.
    ///
    /// # The command
    /// When the command runs the test, nothing is compared: the test hands its catalogue over.
    #[track_caller]
    pub fn check(self) {
        if let Some(folder) = std::env::var_os(VARIABLE) {
            compiled::hand_over(&self, Path::new(&folder));
            return;
        }
        let outputs = self.declared(Gravity::Error);
        let bless = std::env::var_os("BLESS").is_some_and(|value| !value.is_empty());
        let mode = if bless { Mode::Write } else { Mode::Check };
        let outcome = outputs.outcome(mode);
        let mend = if build_script::is_running() {
            "`.check()` is for tests; in a build script, write `.run()`"
        } else {
            "run the test again with `BLESS=1`, and commit what it writes"
        };
        let report = outcome.report(mend);
        assert!(!outcome.failed(), "{report}");
        if !report.is_empty() {
            eprintln!("{report}");
        }
    }

    /// What the gate says, and with [`Mode::Write`] what it wrote.
    pub fn outcome(&self, mode: Mode) -> Outcome {
        self.outcome_watched(mode, NOBODY)
    }

    /// The same, and tells of every file that is read and every document that is made.
    pub fn outcome_watched(&self, mode: Mode, watch: Watch<'_>) -> Outcome {
        gate::run(self, mode, watch)
    }
}
