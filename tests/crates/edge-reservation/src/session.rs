//! One run of the whole README, which every test looks at.

use std::fmt::Write as _;
use std::process::Command;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::answer::Answer;
use super::hook::Hook;
use super::process::bash;
use super::readme::{Line, Readme};
use super::service::Service;

/// The lines wait for some five seconds by themselves.
const LONGEST_RUN: Duration = Duration::from_secs(600);

/// What came of the README.
pub struct Session {
    /// Each line with what came back.
    pub told: Vec<(Line, Answer)>,
    /// What the set-up left in the shell: the headers that carry the tokens.
    pub tokens: Vec<String>,
    /// Documents by their address.
    pub documents: Vec<(&'static str, Answer)>,
    /// All that the set-up and the lines printed.
    pub printed: String,
    /// What the service wrote to its log.
    pub log: String,
    /// The records that it wrote as JSON, to its standard output and to the file of the day.
    pub records: [Vec<Value>; 2],
    /// The texts of the alerts that it sent.
    pub alerts: Vec<String>,
    /// The record, the metrics and the alert that the README shows.
    pub shown: (String, String, String),
}

/// The session, which is held once.
pub fn recorded() -> &'static Session {
    static SESSION: LazyLock<Session> = LazyLock::new(|| Session::hold(Readme::read()));
    &SESSION
}

/// The last address that is asked for and that does not exist.
const LAST_FAILURE: &str = "/errors/no-such-page.html";

const DOCUMENTS: [&str; 6] =
    ["/errors", "/errors/", "/errors.json", "/openapi.json", LAST_FAILURE, "/metrics"];

/// Between what one block prints and the next: nothing else prints it.
const BORDER: &str = "\u{1e}";

impl Session {
    fn hold(readme: Readme) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let hook = Hook::start();
        let (service, url) = Service {
            port: 0,
            folder: folder.path(),
            alerts: &hook.url(),
            database: None,
            // What the README says.
            longest_wait: 2,
        }
        .start();
        // The developer's own settings of curl are none of the README's.
        std::fs::write(folder.path().join(".curlrc"), "silent\nmax-time = 20\nnoproxy = *\n")
            .unwrap();
        let mut shell = Command::new("bash");
        shell.arg("-u").env("CURL_HOME", folder.path());

        let printed = bash(&script(&readme, &url), &mut shell, LONGEST_RUN);
        let file = std::fs::read_dir(folder.path().join("logs")).unwrap().next().unwrap().unwrap();
        // A record and an alert are written after the response.
        let begun = Instant::now();
        while !(std::fs::read_to_string(file.path()).unwrap().contains(LAST_FAILURE)
            && hook.texts().len() >= 2)
            && begun.elapsed() < LONGEST_RUN
        {
            std::thread::sleep(Duration::from_millis(50));
        }
        // Time for what must not come.
        std::thread::sleep(Duration::from_secs(1));
        let (output, log) = service.end();
        let records = [output, std::fs::read_to_string(file.path()).unwrap()].map(|text| {
            let lines = text.lines().filter(|line| line.starts_with('{'));
            lines.map(|line| serde_json::from_str(line).unwrap()).collect()
        });
        let shown = (readme.record, readme.metrics, readme.alert);
        let count = 1 + readme.lines.len();
        let mut parts = printed.split(BORDER).skip(1).map(ToOwned::to_owned);
        let told = readme.lines.into_iter().map(|line| {
            let output = parts.next().unwrap_or_else(|| panic!("`{}` was not run", line.shell));
            (line, Answer::read(&output))
        });
        let told = told.collect();
        let documents = DOCUMENTS.map(|path| (path, Answer::read(&parts.next().unwrap()))).to_vec();
        let tokens = parts.next().unwrap().lines().map(ToOwned::to_owned).collect();
        let printed = printed.split(BORDER).take(count).collect();
        let alerts = hook.texts();
        Self { told, tokens, documents, printed, log, records, alerts, shown }
    }
}

/// Every block of the README, in one shell.
fn script(readme: &Readme, url: &str) -> String {
    const URL: &str = "URL=http://127.0.0.1:3000";
    assert_eq!(readme.set_up.matches(URL).count(), 1, "{}", readme.set_up);
    let mut script = readme.set_up.replace(URL, &format!("URL={url}"));
    for line in &readme.lines {
        // A reader's client sends its headers at once; on a busy machine, they take a part of the time.
        let shell = line.shell.replace("sleep 3 |", "sleep 10 |");
        let _ = write!(script, "\nprintf '{BORDER}'\n{shell}\n");
    }
    for path in DOCUMENTS {
        let _ = write!(script, "\nprintf '{BORDER}'\ncurl -iL {url}{path}\n");
    }
    let _ =
        write!(script, "\nprintf '{BORDER}'\nprintf '%s\\n' \"$HANAKO\" \"$ADMIN\" \"$SHORT\"\n");
    script
}
