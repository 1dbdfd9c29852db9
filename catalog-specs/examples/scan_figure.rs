//! How long a scan takes: 1,000 files of 200 lines, with 10,000 codes in 1,000 enums.
//!
//! `cargo run --release -p catalog-specs --features scan --example scan_figure`

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use catalog_specs::scan;

const FILES: usize = 1_000;
const CODES_A_FILE: usize = 10;
const LINES_A_FILE: usize = 200;
const RUNS: usize = 5;
const LIMIT: Duration = Duration::from_secs(2);

#[expect(clippy::print_stdout, reason = "a figure is there to be seen")]
fn main() -> Result<ExitCode, std::io::Error> {
    let folder = tempfile::tempdir()?;
    let lines = write_tree(folder.path())?;
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        let start = Instant::now();
        let found = scan::read(folder.path(), None);
        best = best.min(start.elapsed());
        let codes = found.catalog.entries().count();
        if codes != FILES * CODES_A_FILE || !found.problems.is_empty() {
            print!("{}", catalog_specs::render_problems(&found.problems, false));
            return Ok(ExitCode::FAILURE);
        }
    }
    let codes = FILES * CODES_A_FILE;
    println!("scan: {} files, {lines} lines, {codes} codes in {best:.1?}", FILES + 1);
    println!("limit: {LIMIT:.1?}, best of {RUNS}");
    Ok(if best <= LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A crate of many modules, most of whose lines are functions, as in a service.
fn write_tree(folder: &Path) -> Result<usize, std::io::Error> {
    let mut root = String::from("error_catalog::catalog! { pub struct Codes {\n");
    let mut modules = String::new();
    let mut lines = 0;
    for at in 0..FILES {
        writeln!(root, "    part{at}::Part{at}Error,").ok();
        writeln!(modules, "pub mod part{at};").ok();
        let text = module(at);
        lines += text.lines().count();
        fs::write(folder.join(format!("part{at}.rs")), text)?;
    }
    root.push_str("} }\n");
    root.push_str(&modules);
    lines += root.lines().count();
    fs::write(folder.join("lib.rs"), root)?;
    Ok(lines)
}

fn module(at: usize) -> String {
    let mut text = format!(
        "//! A part of the service.\n\nuse std::collections::BTreeMap;\nuse error_catalog::ErrorCatalog;\n\n\
         /// What can go wrong in this part.\n#[derive(Debug, ErrorCatalog)]\n\
         #[catalog(domain = \"PART{at}\", registry = crate::Codes)]\npub enum Part{at}Error {{\n"
    );
    for code in 0..CODES_A_FILE {
        write!(
            text,
            "    /// It went wrong in the usual way.\n    ///\n    /// # Causes\n    /// A wrong input.\n    \
             #[catalog(code = \"PART{at}_WRONG_{code}\", status = 409, log_level = INFO,\n              \
             message = \"{{item}}は処理できません。もう一度お試しください\")]\n    \
             Wrong{code} {{ #[detail] item: String, #[context] count: u32 }},\n"
        )
        .ok();
    }
    text.push_str("}\n");
    let mut function = 0;
    while text.lines().count() < LINES_A_FILE {
        write!(
            text,
            "\n/// Works on the items {{ in order }}.\npub fn work_{function}(items: &[(String, u32)]) -> BTreeMap<String, u64> {{\n    \
             let mut sums = BTreeMap::new();\n    // What is counted twice is wrong: \"}}\".\n    for (name, count) in items {{\n        \
             let key = format!(\"{{name}}-{{}}\", name.len());\n        let sum: &mut u64 = sums.entry(key).or_default();\n        \
             *sum += u64::from(*count);\n        if name.starts_with('{{') || name.ends_with('\\'') {{\n            \
             sums.retain(|_, sum| *sum > 0);\n        }}\n    }}\n    sums\n}}\n"
        )
        .ok();
        function += 1;
    }
    text
}
