//! Threads and processes that write one file: readers always see one whole text.
#![expect(clippy::unwrap_used, reason = "all of this is a test")]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use catalog_specs::write_file;

/// The file that a child process writes.
const FILE: &str = "WRITERS_FILE";
const TIME: Duration = Duration::from_millis(1500);

/// A text whose every line names its writer, and whose length no other text has.
fn text(writer: usize) -> String {
    format!("{writer}\n").repeat(10_000 + writer)
}

fn assert_whole(read: &str) {
    let mut lines = read.lines();
    let first = lines.next().unwrap();
    let writer: usize = first.parse().unwrap();
    assert!(lines.all(|line| line == first), "two texts are mixed");
    assert_eq!(read.lines().count(), 10_000 + writer, "the text of {writer} is cut");
}

fn write_in_threads(path: &Path, first: usize) {
    thread::scope(|scope| {
        for writer in first..first + 4 {
            scope.spawn(move || {
                let (text, start) = (text(writer), Instant::now());
                while start.elapsed() < TIME {
                    write_file(path, &text).unwrap();
                }
            });
        }
    });
}

#[test]
fn parallel_writers_never_mix_a_file() {
    if let Some(path) = std::env::var_os(FILE) {
        write_in_threads(Path::new(&path), process_writer());
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("errors.md");
    write_file(&path, &text(0)).unwrap();
    let this = std::env::current_exe().unwrap();
    let processes: Vec<_> = (0..3)
        .map(|at| {
            let mut process = Command::new(&this);
            process.args(["--exact", "parallel_writers_never_mix_a_file"]);
            process.env(FILE, &path).env("WRITERS_FIRST", (10 * at + 10).to_string());
            process.spawn().unwrap()
        })
        .collect();
    thread::scope(|scope| {
        let threads = scope.spawn(|| write_in_threads(&path, 1));
        let mut read = 0;
        // On a busy machine the writers may leave little time for reading.
        while !threads.is_finished() || read <= 10 {
            assert_whole(&fs::read_to_string(&path).unwrap());
            read += 1;
        }
    });
    for mut process in processes {
        assert!(process.wait().unwrap().success());
    }
    assert_whole(&fs::read_to_string(&path).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "temporary files are left");
}

fn process_writer() -> usize {
    std::env::var("WRITERS_FIRST").unwrap().parse().unwrap()
}
