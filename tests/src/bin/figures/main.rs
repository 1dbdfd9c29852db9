//! The figures: what the crate promises about compile time and run time, measured here and now.
//!
//! `cargo run --release -p error-catalog-tests --bin figures [-- compile registry build bodies lines masking operations]`
//!
//! Every ratio compares what was measured in one run, in turns. Times are those of the processor
//! (user and system, all children), because a busy machine does not change them as it changes the
//! clock; the clock is printed beside them. It needs bash, and valgrind for the instructions.

mod bodies;
mod build;
mod clock;
mod compile;
mod crates;
mod lines;
mod masking;
mod operations;
mod registry;
mod table;

use std::env;
use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use table::Table;

type Result<T> = std::result::Result<T, Box<dyn Error>>;
type Measure = fn(&Places, &mut Table) -> Result<()>;

/// One subject a name, so that one may be measured alone.
const SUBJECTS: &[(&str, Measure)] = &[
    ("compile", compile::measure),
    ("registry", registry::measure),
    ("build", build::measure),
    ("bodies", bodies::measure),
    ("lines", lines::measure),
    ("masking", masking::measure),
    ("operations", operations::measure),
];

/// Where things are.
struct Places {
    /// The workspace under measurement.
    workspace: PathBuf,
    /// The target directory that this very program was built into.
    target: PathBuf,
    /// Where the throw-away crates go.
    scratch: PathBuf,
}

impl Places {
    fn find() -> Result<Self> {
        let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
        let program = env::current_exe()?;
        let target = program.ancestors().nth(2).ok_or("built outside of a target directory")?;
        Ok(Self { workspace, target: target.to_owned(), scratch: target.join("figures") })
    }
}

fn main() -> ExitCode {
    match run(&env::args().skip(1).collect::<Vec<_>>()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every figure reached its target.
fn run(wanted: &[String]) -> Result<bool> {
    if let Some(unknown) =
        wanted.iter().find(|name| SUBJECTS.iter().all(|(known, _)| known != name))
    {
        let known: Vec<_> = SUBJECTS.iter().map(|(name, _)| *name).collect();
        return Err(
            format!("there is no figure `{unknown}`; there are {}", known.join(", ")).into()
        );
    }
    let places = Places::find()?;
    let mut table = Table::default();
    for (name, measure) in SUBJECTS {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            measure(&places, &mut table)?;
        }
    }
    println!("\n{table}");
    Ok(table.passed())
}
