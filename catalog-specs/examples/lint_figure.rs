//! How long the lints take: 1,000 files of 200 lines of handlers. With paths as arguments: what they find in those packages.
//!
//! `cargo run --release -p catalog-specs --features lints --example lint_figure [SRC…]`

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use catalog_specs::lints::{LintLevels, LintReport, check};

const FILES: usize = 1_000;
const FUNCTIONS_A_FILE: usize = 14;
const RUNS: usize = 3;
const LIMIT: Duration = Duration::from_secs(5);

#[expect(clippy::print_stdout, reason = "a figure is there to be seen")]
fn main() -> Result<ExitCode, std::io::Error> {
    let packages: Vec<_> = std::env::args_os().skip(1).collect();
    for package in &packages {
        let (report, took) = timed(Path::new(package));
        for problem in report.unread.iter().chain(&report.problems) {
            let line = problem.to_string();
            println!(
                "{} {}",
                problem.rule.unwrap_or_default(),
                line.lines().next().unwrap_or_default()
            );
        }
        println!(
            "{}: {} files, {} lines, {} functions, {} findings, {} not looked at, {took:.1?}\n",
            package.to_string_lossy(),
            report.files,
            report.lines,
            report.functions,
            report.problems.len(),
            report.unread.len(),
        );
    }
    if !packages.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let folder = tempfile::tempdir()?;
    write_tree(folder.path())?;
    let mut best = Duration::MAX;
    let mut report = LintReport::default();
    for _ in 0..RUNS {
        let took;
        (report, took) = timed(folder.path());
        best = best.min(took);
    }
    // One discarded error in each file.
    let is_complete = report.problems.len() == FILES && report.unread.is_empty();
    println!(
        "lints: {} files, {} lines, {} functions, {} findings in {best:.1?}",
        report.files,
        report.lines,
        report.functions,
        report.problems.len()
    );
    println!("limit: {LIMIT:.1?}, best of {RUNS}");
    Ok(if is_complete && best <= LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn timed(root: &Path) -> (LintReport, Duration) {
    let start = Instant::now();
    let report = check(root, &LintLevels::default(), &|_| {});
    (report, start.elapsed())
}

fn write_tree(folder: &Path) -> Result<(), std::io::Error> {
    let mut root = String::new();
    for at in 0..FILES {
        writeln!(root, "pub mod part{at};").ok();
        fs::write(folder.join(format!("part{at}.rs")), module(at))?;
    }
    fs::write(folder.join("lib.rs"), root)
}

fn module(at: usize) -> String {
    let mut text = format!(
        "use error_catalog::{{ErrorCatalog, Failure}};\n\n#[derive(Debug, ErrorCatalog)]\n#[catalog(domain = \"PART{at}\")]\n\
         pub enum Part{at}Error {{\n    #[catalog(code = \"PART{at}_GONE\", status = 410, log_level = \"INFO\", message = \"gone\")]\n    Gone,\n}}\n\n"
    );
    for function in 0..FUNCTIONS_A_FILE {
        let discarded = if function == 0 { "let _ = load_0(id);" } else { "let _seen = id;" };
        writeln!(
            text,
            "pub fn load_{function}(id: u64) -> Result<u64, Part{at}Error> {{\n    let known: Vec<u64> = (0..id).filter(|id| id % 7 == 0).collect();\n    \
             if known.is_empty() {{\n        return Err(Part{at}Error::Gone);\n    }}\n    let sum = match known.first() {{\n        Some(first) if *first > 3 => first + known.len() as u64,\n        \
             Some(first) => known.iter().map(|id| id * first).sum(),\n        None => 0,\n    }};\n    {discarded}\n    tracing::debug!(sum, \"loaded {{id}}\");\n    Ok(sum.saturating_add(1))\n}}\n"
        )
        .ok();
    }
    text
}
