//! Processes that end in time, whatever happens.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A process that ends when the value is dropped.
pub struct Process {
    child: Child,
    stderr: Option<JoinHandle<String>>,
    stdout: Option<JoinHandle<String>>,
}

impl Process {
    /// Starts one and waits for the first line that it prints; building may come before.
    pub fn start(command: &mut Command, patience: Duration) -> (Self, String) {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        let mut errors = child.stderr.take().unwrap();
        let stderr = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = errors.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        let (tell, told) = mpsc::channel();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let stdout = std::thread::spawn(move || {
            let mut line = String::new();
            let _ = output.read_line(&mut line);
            let _ = tell.send(line);
            let mut text = Vec::new();
            let _ = output.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        let line = told.recv_timeout(patience).unwrap_or_default();
        let process = Self { child, stderr: Some(stderr), stdout: Some(stdout) };
        assert!(!line.is_empty(), "{command:?} did not start:\n{}", process.end().1);
        (process, line.trim_end().to_owned())
    }

    /// Ends it, and gives what it wrote to its standard output and its standard error stream.
    pub fn end(mut self) -> (String, String) {
        self.kill();
        let read = |thread: Option<JoinHandle<String>>| {
            thread.map(|thread| thread.join().unwrap()).unwrap_or_default()
        };
        (read(self.stdout.take()), read(self.stderr.take()))
    }

    fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Runs a script of bash and gives what it printed.
pub fn bash(script: &str, command: &mut Command, patience: Duration) -> String {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .expect("bash is there");
    let mut output = child.stdout.take().unwrap();
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        let _ = output.read_to_end(&mut text);
        String::from_utf8_lossy(&text).into_owned()
    });
    child.stdin.take().unwrap().write_all(script.as_bytes()).unwrap();
    let deadline = Instant::now() + patience;
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > deadline {
            let _ = child.kill();
            panic!("the lines of the README take longer than {patience:?}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    reader.join().unwrap()
}
