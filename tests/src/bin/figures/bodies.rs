//! What a body costs at run time: allocations by a test, instructions under valgrind.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::compile::count;
use crate::table::{Table, Target};
use crate::{Places, Result};

/// Two counts, of which the difference is taken, so that starting up cancels out.
const FEWER: usize = 1_000;
const MORE: usize = 21_000;

pub(crate) fn measure(places: &Places, table: &mut Table) -> Result<()> {
    allocations(places, table)?;
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        table.note(
            "instructions of a body",
            "skipped: valgrind is not installed (apt-get install valgrind)",
            None,
        );
        return Ok(());
    }
    let mut build = cargo(places);
    build.args(["build", "--release", "--bin", "figures_body", "--features", "figures"]);
    if !build.status()?.success() {
        return Err("`figures_body` does not build".into());
    }
    let program = places.target.join("release/figures_body");
    println!("\ninstructions of one body or text");
    for (name, case, most) in [
        ("body(), constant / to_vec", "body", 300.0),
        ("body(), trace id / to_vec", "body-traced", 600.0),
        ("body(), two details, a placeholder, trace id", "body-details", 2_500.0),
        ("write_json, constant / to_writer", "write", 300.0),
        ("write_json, trace id / to_writer", "write-traced", 500.0),
        ("Display with one placeholder / write!", "display", 900.0),
    ] {
        let [ours, theirs] = ["our", "their"].map(|whose| format!("{whose}-{case}"));
        let (ours, theirs) = (instructions(&program, &ours)?, instructions(&program, &theirs)?);
        println!("  {name:45}  {ours:>7.1}  {theirs:>7.1}");
        table.add(&format!("instructions: {name}"), "", |_| ours, &Target::AtMost(most));
    }
    for (name, set, registry, most) in [
        ("of whole enums", "failure-of-a-set", "failure-of-a-registry", 0.0),
        ("of enums with inner ones", "inner-failure-of-a-set", "inner-failure-of-a-registry", 0.0),
        ("of single variants", "failure-of-some-variants", "failure-of-a-registry", 20.0),
    ] {
        let (set, registry) = (instructions(&program, set)?, instructions(&program, registry)?);
        println!("  {:45}  {set:>7.1}  {registry:>7.1}", format!("a set {name} / a registry"));
        table.add(
            &format!("instructions: what a set {name} adds"),
            "",
            |_| set - registry,
            &Target::AtMost(most),
        );
    }
    Ok(())
}

/// The test counts them; here it is only run.
fn allocations(places: &Places, table: &mut Table) -> Result<()> {
    let name = "allocations (tests/tests/allocations.rs)";
    if !places.workspace.join("tests/tests/allocations.rs").exists() {
        table.note(name, "not there yet", None);
        return Ok(());
    }
    let passed = cargo(places).args(["test", "--test", "allocations"]).status()?.success();
    table.note(name, if passed { "test passed" } else { "test failed" }, Some(passed));
    Ok(())
}

fn cargo(places: &Places) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(places.workspace.join("tests")).env("CARGO_TARGET_DIR", &places.target);
    cargo
}

/// How many instructions one body takes.
fn instructions(program: &Path, case: &str) -> Result<f64> {
    let (more, fewer) = (collected(program, case, MORE)?, collected(program, case, FEWER)?);
    Ok((more - fewer) / count(MORE - FEWER))
}

fn collected(program: &Path, case: &str, count: usize) -> Result<f64> {
    let ran = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args([case, &count.to_string()])
        .output()?;
    let printed = String::from_utf8_lossy(&ran.stderr);
    let collected = printed
        .lines()
        .find_map(|line| line.split_once("Collected :"))
        .ok_or_else(|| format!("valgrind counted nothing:\n{printed}"))?;
    Ok(collected.1.trim().parse()?)
}
