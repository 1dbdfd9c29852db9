//! A sign of life on the terminal while work is long.

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long somebody waits before they wonder.
const PATIENCE: Duration = Duration::from_millis(300);
const FRAME: Duration = Duration::from_millis(80);

/// Whether signs of life are wanted.
pub(crate) struct Working {
    shown: bool,
}

impl Working {
    /// Only a person at a terminal wants them: never a pipe, never somebody who asked for JSON.
    pub(crate) fn new(json: bool) -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { shown: !json && !is_dumb && io::stderr().is_terminal() }
    }

    /// Does some work, and says which if it takes its time.
    pub(crate) fn on<T>(&self, what: &str, work: impl FnOnce() -> T) -> T {
        if !self.shown {
            return work();
        }
        thread::scope(|scope| {
            let (done, waits) = mpsc::channel::<()>();
            scope.spawn(move || {
                if waits.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    let bar = bar(what);
                    while waits.recv_timeout(FRAME) == Err(RecvTimeoutError::Timeout) {
                        bar.tick();
                    }
                    bar.finish_and_clear();
                }
            });
            let answer = work();
            drop(done);
            answer
        })
    }
}

fn bar(what: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner:.cyan} {msg} {elapsed:.dim}") {
        bar.set_style(style.tick_chars("⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏ "));
    }
    bar.set_message(what.to_owned());
    bar
}
