//! A server of `PostgreSQL` for tests: in a temporary folder and on a free port, ended with the last test that uses it.
//!
//! It is not optional. Where `PostgreSQL` is not installed, tests that use it fail.

use std::fs::{self, File};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::{Duration, Instant};
use std::{env, thread};

use ports::free_port;
use tempfile::TempDir;

/// A server, which ends with its last owner.
#[derive(Debug)]
pub struct Cluster {
    server: Child,
    folder: TempDir,
    programs: PathBuf,
    port: u16,
}

/// The server of the tests that run now.
static RUNNING: Mutex<Weak<Cluster>> = Mutex::new(Weak::new());

/// How long a server may take to start or to stop, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

impl Cluster {
    /// The server of this process. It is started for the first test.
    pub fn shared() -> Arc<Self> {
        let mut running = RUNNING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        running.upgrade().unwrap_or_else(|| {
            let cluster = Arc::new(Self::start());
            *running = Arc::downgrade(&cluster);
            cluster
        })
    }

    fn start() -> Self {
        let programs = programs();
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir(&data).unwrap();
        let log = File::create(folder.path().join("log")).unwrap();
        let owner = owner();
        if let Some((user, group)) = owner {
            for path in [folder.path(), &data] {
                chown(path, Some(user), Some(group)).unwrap();
            }
        }
        let path = folder.path().to_owned();
        let command = |program: &str| {
            let mut command = Command::new(programs.join(program));
            if let Some((user, group)) = owner {
                command.uid(user).gid(group);
            }
            let (log, errors) = (log.try_clone().unwrap(), log.try_clone().unwrap());
            command.current_dir(&path).stdin(Stdio::null()).stdout(log).stderr(errors);
            command
        };
        let mut initdb = command("initdb");
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
        let made = initdb.arg("--no-sync").arg("-D").arg(&data).status().unwrap();
        assert!(made.success(), "initdb: {}", text(folder.path()));
        let serve = |port: u16| {
            let mut server = command("postgres");
            server.arg("-D").arg(&data).args(["-p", &port.to_string()]);
            for setting in [
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=off",
                "max_connections=40",
            ] {
                server.args(["-c", setting]);
            }
            server.spawn().unwrap()
        };
        let port = free_port();
        let mut cluster = Self { server: serve(port), folder, programs: programs.clone(), port };
        let deadline = Instant::now() + PATIENCE;
        while !cluster.psql("SELECT 1").output().unwrap().status.success() {
            let log = || text(cluster.folder.path());
            assert!(Instant::now() < deadline, "the server does not start: {}", log());
            thread::sleep(Duration::from_millis(50));
            // Another test may have taken the port.
            if cluster.server.try_wait().unwrap().is_some() {
                cluster.port = free_port();
                cluster.server = serve(cluster.port);
            }
        }
        cluster
    }

    /// The address of a new, empty database.
    pub fn database(&self) -> String {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("test_{}", COUNT.fetch_add(1, Ordering::Relaxed));
        self.run(&format!("CREATE DATABASE {name}"));
        format!("postgres://postgres@127.0.0.1:{}/{name}", self.port)
    }

    /// Runs a statement as the administrator of the server, outside of the connections of a test.
    pub fn run(&self, sql: &str) {
        self.run_in("postgres", sql);
    }

    /// Runs a statement in a database, by its name or its address.
    pub fn run_in(&self, database: &str, sql: &str) {
        let output = self.psql_in(database, sql).output().unwrap();
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn psql(&self, sql: &str) -> Command {
        self.psql_in("postgres", sql)
    }

    fn psql_in(&self, database: &str, sql: &str) -> Command {
        let mut psql = Command::new(self.programs.join("psql"));
        psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-U", "postgres"]);
        psql.args(["-p", &self.port.to_string(), "-c", sql, database]);
        psql
    }
}

impl Drop for Cluster {
    /// SIGQUIT: the server ends its own processes, and nothing is written any more.
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-QUIT", &self.server.id().to_string()]).status();
        let deadline = Instant::now() + PATIENCE;
        while self.server.try_wait().is_ok_and(|status| status.is_none()) {
            if Instant::now() > deadline {
                let _ = self.server.kill();
            }
            thread::sleep(Duration::from_millis(10));
        }
    }
}

/// The folder of the programs: that of the path, or the newest where Debian keeps them.
fn programs() -> PathBuf {
    let path = env::var_os("PATH").unwrap_or_default();
    let has_programs = |folder: &PathBuf| {
        ["initdb", "postgres", "psql"].iter().all(|program| folder.join(program).is_file())
    };
    let version = |folder: &PathBuf| {
        let name = folder.parent().and_then(Path::file_name).unwrap_or_default();
        name.to_string_lossy().parse::<u32>().unwrap_or_default()
    };
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<_> = versions.map(|version| version.path().join("bin")).collect();
    versions.sort_by_key(|folder| std::cmp::Reverse(version(folder)));
    let mut folders = env::split_paths(&path).chain(versions);
    folders.find(has_programs).expect("PostgreSQL is missing: apt-get install postgresql")
}

/// The user of the server, which refuses to run as root: `postgres`, or else `daemon`. `None` if the tests are not run by root.
fn owner() -> Option<(u32, u32)> {
    let id = |arguments: &[&str]| {
        let output = Command::new("id").args(arguments).output().unwrap();
        String::from_utf8_lossy(&output.stdout).trim().parse::<u32>().ok()
    };
    if id(&["-u"]) != Some(0) {
        return None;
    }
    let mut users = ["postgres", "daemon"].into_iter();
    let ids = |user: &str| Some((id(&["-u", user])?, id(&["-g", user])?));
    Some(users.find_map(ids).expect("a user that is not root"))
}

/// What the programs wrote.
fn text(folder: &Path) -> String {
    fs::read_to_string(folder.join("log")).unwrap_or_default()
}
