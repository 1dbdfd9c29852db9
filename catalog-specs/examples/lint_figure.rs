//! What the lints cost: 1,000 files of 200 lines of handlers, a quarter of them, and one file with as many findings as lines.
//! With paths as arguments: what they find in those packages.
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
/// What the processor may spend on 200,000 lines.
const LIMIT: Duration = Duration::from_secs(2);
/// Four times as many lines may cost so many times as much.
const MOST_GROWTH: f64 = 5.0;

#[expect(clippy::print_stdout, reason = "a figure is there to be seen")]
fn main() -> Result<ExitCode, std::io::Error> {
    let packages: Vec<_> = std::env::args_os().skip(1).collect();
    for package in &packages {
        let (report, took) = timed(Path::new(package));
        for problem in report.unread.iter().chain(&report.unread_macros).chain(&report.problems) {
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
            report.unread.len() + report.unread_macros.len(),
        );
    }
    if !packages.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let mut costs = Vec::new();
    for files in [FILES / 4, FILES] {
        let folder = tempfile::tempdir()?;
        write_tree(folder.path(), files)?;
        // One discarded error in each file.
        costs.push(best_of_runs(&format!("{files} files"), folder.path(), files)?);
    }
    for functions in [5_000, 20_000] {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("lib.rs"), one_file(functions))?;
        // Two findings in each function, one of them exempt.
        costs.push(best_of_runs("one file with many findings", folder.path(), functions)?);
    }
    let [quarter, whole, few, many] = costs[..] else { return Ok(ExitCode::FAILURE) };
    let growth = |small: Duration, large: Duration| large.as_secs_f64() / small.as_secs_f64();
    let (files, findings) = (growth(quarter, whole), growth(few, many));
    println!(
        "four times as many files: {files:.1}, findings: {findings:.1} times the cost; at most {MOST_GROWTH}"
    );
    println!("limit for {FILES} files: {LIMIT:.1?} of the processor, best of {RUNS}");
    let is_fast = whole <= LIMIT && files <= MOST_GROWTH && findings <= MOST_GROWTH;
    Ok(if is_fast { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What the processor spends on a package, the least of several runs.
#[expect(clippy::print_stdout, reason = "a figure is there to be seen")]
fn best_of_runs(what: &str, package: &Path, findings: usize) -> Result<Duration, std::io::Error> {
    let (mut best, mut fastest) = (Duration::MAX, Duration::MAX);
    let mut report = LintReport::default();
    for _ in 0..RUNS {
        let before = processor_time()?;
        let took;
        (report, took) = timed(package);
        best = best.min(processor_time()?.saturating_sub(before));
        fastest = fastest.min(took);
    }
    if report.problems.len() != findings || !report.unread.is_empty() {
        return Err(std::io::Error::other(format!("{} findings", report.problems.len())));
    }
    println!(
        "{what}: {} lines, {} functions, {findings} findings, {} allowed: {best:.2?} of the processor, {fastest:.2?}",
        report.lines, report.functions, report.allowed
    );
    Ok(best)
}

fn timed(root: &Path) -> (LintReport, Duration) {
    let start = Instant::now();
    let report = check(&[root.to_owned()], &LintLevels::default(), &|_| {});
    (report, start.elapsed())
}

/// What all threads of this process have used of the processor, those that have ended included: Linux counts it in hundredths.
fn processor_time() -> Result<Duration, std::io::Error> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks =
        after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<u64>().ok());
    Ok(Duration::from_millis(ticks.sum::<u64>() * 10))
}

fn one_file(functions: usize) -> String {
    let mut text = module(0);
    text = text.replace("let _ = load_0(id);", "let _seen = id;");
    for function in 0..functions {
        writeln!(
            text,
            "pub fn many_{function}(id: u64) -> Result<u64, Part0Error> {{\n    let _ = load_1(\n        id,\n    );\n    \
             // error-catalog: allow(swallowed-result) as a figure\n    load_2(id).ok();\n    Ok(id)\n}}\n"
        )
        .ok();
    }
    text
}

fn write_tree(folder: &Path, files: usize) -> Result<(), std::io::Error> {
    let mut root = String::new();
    for at in 0..files {
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
