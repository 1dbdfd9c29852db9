//! A bar on the terminal while work is long.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Mutex;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use catalog_specs::{Step, Watch};

use crate::printing::{cut, width};

/// How long somebody waits before they wonder.
const PATIENCE: Duration = Duration::from_millis(300);
const FRAME: Duration = Duration::from_millis(80);
/// The bar itself, between its brackets.
const BAR: usize = 28;
/// Back to the start of the line, and nothing on it.
const CLEAR: &str = "\r\u{1b}[2K";

/// Whether signs of life are wanted.
pub(crate) struct Working {
    shown: bool,
}

impl Working {
    /// Only a person at a terminal wants them: never a pipe or a log of CI, never somebody who asked
    /// for JSON.
    pub(crate) fn new(json: bool) -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let is_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        Self { shown: !json && !is_dumb && !is_ci && io::stderr().is_terminal() }
    }

    /// Does some work that tells of its steps, and shows them if it takes its time.
    pub(crate) fn on<T>(&self, what: &str, work: impl FnOnce(Watch<'_>) -> T) -> T {
        if !self.shown {
            return work(&|_| {});
        }
        let last = Mutex::new(None);
        thread::scope(|scope| {
            let (done, waits) = mpsc::channel::<()>();
            let seen = || last.lock().ok().and_then(|last| *last);
            scope.spawn(move || {
                if waits.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    draw(&line(what, seen(), columns()));
                    while waits.recv_timeout(FRAME) == Err(RecvTimeoutError::Timeout) {
                        draw(&line(what, seen(), columns()));
                    }
                    draw("");
                }
            });
            let answer = work(&|step: Step| {
                if let Ok(mut last) = last.lock() {
                    *last = Some(later(*last, step));
                }
            });
            drop(done);
            answer
        })
    }
}

/// The later of two steps: threads may tell of them out of order.
fn later(known: Option<Step>, step: Step) -> Step {
    match known {
        Some(known) if known.what == step.what && known.done > step.done => known,
        _ => step,
    }
}

fn draw(line: &str) {
    // Where nobody can see it, nothing is lost.
    let mut err = io::stderr().lock();
    drop(write!(err, "{CLEAR}{line}").and_then(|()| err.flush()));
}

fn columns() -> usize {
    terminal_size::terminal_size_of(io::stderr()).map_or(80, |(columns, _)| columns.0.into())
}

/// What is done, a bar and its numbers; without the bar where there is no room for it, and never
/// as wide as the terminal, which would go on to the next line.
fn line(what: &str, step: Option<Step>, columns: usize) -> String {
    let room = columns.saturating_sub(1);
    let Some(step) = step.filter(|step| step.of > 0) else {
        return cut(&format!("{what} …"), room);
    };
    let Step { what: counted, done, of } = step;
    let full = BAR * done.min(of) / of;
    let head = if full < BAR { ">" } else { "" };
    let bar = format!("{}{head}{}", "=".repeat(full), " ".repeat(BAR - full - head.len()));
    let numbers = format!("{done} of {of} {counted}");
    let long = format!("{what} [{bar}] {numbers}");
    if width(&long) <= room { long } else { cut(&format!("{what}: {numbers}"), room) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(done: usize, of: usize, columns: usize) -> String {
        line("reading", Some(Step { what: "files", done, of }), columns)
    }

    #[test]
    fn the_bar_goes_with_its_steps() {
        assert_eq!(line("reading", None, 80), "reading …");
        assert_eq!(drawn(0, 0, 80), "reading …");
        assert_eq!(drawn(0, 4, 80), "reading [>                           ] 0 of 4 files");
        assert_eq!(drawn(2, 4, 80), "reading [==============>             ] 2 of 4 files");
        assert_eq!(drawn(4, 4, 80), "reading [============================] 4 of 4 files");
        // More may come than was known of.
        assert_eq!(drawn(5, 4, 80), "reading [============================] 5 of 4 files");
    }

    #[test]
    fn the_line_is_never_as_wide_as_the_terminal() {
        assert_eq!(drawn(2, 4, 40), "reading: 2 of 4 files");
        for columns in 0..80 {
            assert!(width(&drawn(1000, 9000, columns)) < columns.max(2), "{columns}");
        }
    }

    #[test]
    fn steps_that_come_late_do_not_turn_the_bar_back() {
        let step = |what, done| Step { what, done, of: 9 };
        assert_eq!(later(Some(step("files", 5)), step("files", 4)), step("files", 5));
        assert_eq!(later(Some(step("files", 9)), step("documents", 1)), step("documents", 1));
    }
}
