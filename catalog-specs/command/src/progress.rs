//! A progress bar for slow work.

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use catalog_specs::{ProgressFn, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::printing::visible;

/// The delay before the bar appears.
const PATIENCE: Duration = Duration::from_millis(300);
const FRAME: Duration = Duration::from_millis(80);

/// Shows progress if stderr is a terminal.
pub(crate) struct Working {
    shown: bool,
}

impl Working {
    /// Shows no bar in a pipe, under CI or with `--json`.
    pub(crate) fn new(json: bool) -> Self {
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let is_ci = std::env::var_os("CI").is_some_and(|value| !value.is_empty());
        Self { shown: !json && !is_dumb && !is_ci && io::stderr().is_terminal() }
    }

    /// Runs work that reports its steps, and shows a bar if it is slow.
    pub(crate) fn on<T>(&self, what: &str, work: impl FnOnce(ProgressFn<'_>) -> T) -> T {
        if !self.shown {
            return work(&|_| {});
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_style(style("{msg} …"));
        bar.set_message(visible(what));
        thread::scope(|scope| {
            let (done, waits) = mpsc::channel::<()>();
            let bar = &bar;
            scope.spawn(move || {
                if waits.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(FRAME);
                    // Until the work is done.
                    _ = waits.recv();
                    bar.finish_and_clear();
                }
            });
            let answer = work(&|step| show(bar, step));
            drop(done);
            answer
        })
    }
}

/// Moves the bar to a step. Threads may report steps out of order.
fn show(bar: &ProgressBar, step: Step) {
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    if bar.prefix() != step.what {
        bar.set_style(style("{msg} [{bar:28.=> }] {pos} of {len} {prefix}"));
        bar.set_prefix(step.what);
        bar.set_position(0);
    }
    bar.set_length(count(step.total));
    if count(step.done) > bar.position() {
        bar.set_position(count(step.done));
    }
}

fn style(template: &str) -> ProgressStyle {
    let style = ProgressStyle::with_template(template);
    style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_steps_do_not_move_the_bar_back() {
        let bar = ProgressBar::hidden();
        let step = |what, done| Step { what, done, total: 9 };
        show(&bar, step("files", 5));
        show(&bar, step("files", 4));
        assert_eq!((bar.position(), bar.length()), (5, Some(9)));
        show(&bar, step("documents", 1));
        assert_eq!((bar.position(), bar.prefix().as_str()), (1, "documents"));
    }
}
