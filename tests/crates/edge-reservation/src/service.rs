//! The service, started as its README says.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::process::Process;
use super::readme::{Readme, root};

/// The folder that the service cannot write its backups to; only the log has its name.
pub const BACKUPS: &str = "no-such-folder-of-backups";

/// Building the service may come first, on a machine that does much else.
const LONGEST_START: Duration = Duration::from_secs(1_800);

/// For [`Service::longest_wait`], where no test is about it: a busy machine may stand still for seconds.
pub const PATIENT: u32 = 60;

/// How the service is started.
#[derive(Debug, Clone, Copy)]
pub struct Service<'s> {
    /// The port, or 0 for one that is free.
    pub port: u16,
    /// Where its logs are, and where its backups would be.
    pub folder: &'s Path,
    /// The web hook for its alerts.
    pub alerts: &'s str,
    /// The address of its database; `None` for the one in memory.
    pub database: Option<&'s str>,
    /// The seconds after which it refuses a request that is not answered yet.
    pub longest_wait: u32,
}

impl Service<'_> {
    /// Starts it by the command of the README, and gives its address.
    pub fn start(self) -> (Process, String) {
        let command = Readme::read().start;
        let mut words = command.split_whitespace();
        assert_eq!(words.next(), Some("cargo"), "{command}");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        // Cargo sets these for a test of its package. A reader of the README does not have them.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&*name);
            }
        }
        command.args(words).current_dir(root()).env("PORT", self.port.to_string());
        command.env("BACKUPS", self.folder.join(BACKUPS)).env("LOGS", self.folder.join("logs"));
        command.env("ALERTS", self.alerts).env_remove("DATABASE_URL");
        command.env("LONGEST_WAIT", self.longest_wait.to_string());
        command.envs(self.database.map(|url| ("DATABASE_URL", url)));
        Process::start(&mut command, LONGEST_START)
    }
}
