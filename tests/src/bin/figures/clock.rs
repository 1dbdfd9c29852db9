//! What a command costs.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::Result;

/// What a command took, in seconds.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// Of the processor, for the command and its children.
    pub(crate) cpu: f64,
    /// Of the clock.
    pub(crate) wall: f64,
}

/// Runs a command, whose output goes to a file, and returns that output beside the cost.
///
/// Bash does the timing: its `time` sees what all waited-for children used, which std does not tell.
pub(crate) fn time(command: &Command, output: &Path) -> Result<(Cost, String)> {
    let mut bash = Command::new("bash");
    bash.args(["-c", r#"TIMEFORMAT="%3R %3U %3S"; time "$@" >"$0" 2>&1"#])
        .arg(output)
        .arg(command.get_program())
        .args(command.get_args());
    if let Some(directory) = command.get_current_dir() {
        bash.current_dir(directory);
    }
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => bash.env(name, value),
            None => bash.env_remove(name),
        };
    }
    let bash = bash.output().map_err(|error| format!("bash does the timing: {error}"))?;
    let printed = fs::read_to_string(output)?;
    if !bash.status.success() {
        return Err(format!("{command:?} failed:\n{printed}").into());
    }
    let times = String::from_utf8(bash.stderr)?;
    let seconds =
        times.split_whitespace().map(str::parse).collect::<std::result::Result<Vec<f64>, _>>()?;
    match seconds[..] {
        [wall, user, system] => Ok((Cost { cpu: user + system, wall }, printed)),
        _ => Err(format!("bash printed no times but: {times}").into()),
    }
}

/// The costs of one thing, measured several times.
pub(crate) struct Samples {
    pub(crate) name: String,
    costs: Vec<Cost>,
}

impl Samples {
    /// Measures several things in turns, every other round backwards, so that what disturbs the
    /// machine disturbs all of them.
    pub(crate) fn in_turns<S: AsRef<str>>(
        names: &[S],
        rounds: usize,
        mut measure: impl FnMut(&str) -> Result<Cost>,
    ) -> Result<Vec<Self>> {
        let mut all: Vec<_> = names
            .iter()
            .map(|name| Self { name: name.as_ref().to_owned(), costs: Vec::new() })
            .collect();
        for round in 0..rounds {
            if round % 2 == 0 {
                for samples in &mut all {
                    samples.costs.push(measure(&samples.name)?);
                }
            } else {
                for samples in all.iter_mut().rev() {
                    samples.costs.push(measure(&samples.name)?);
                }
            }
        }
        Ok(all)
    }

    /// The seconds of the processor, by one of the two ways to sum samples up.
    pub(crate) fn cpu(&self, by: By) -> f64 {
        by.pick(self.costs.iter().map(|cost| cost.cpu))
    }

    /// The seconds of the clock.
    pub(crate) fn wall(&self, by: By) -> f64 {
        by.pick(self.costs.iter().map(|cost| cost.wall))
    }
}

/// How samples are summed up: the median decides, the minimum is the least disturbed.
#[derive(Clone, Copy)]
pub(crate) enum By {
    Median,
    Min,
}

impl By {
    fn pick(self, seconds: impl Iterator<Item = f64>) -> f64 {
        let mut seconds: Vec<_> = seconds.collect();
        seconds.sort_by(f64::total_cmp);
        let at = match self {
            Self::Median => seconds.len() / 2,
            Self::Min => 0,
        };
        seconds.get(at).copied().unwrap_or(f64::NAN)
    }
}
