//! The guard of a reporter.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use super::worker::Queue;

/// As long as a guard waits for what is queued.
const LINGER: Duration = Duration::from_secs(2);

/// Ends the thread of a reporter when it is dropped, after everything that is queued is written, but waits for at most 2
/// seconds. What is reported afterwards is counted as dropped.
///
/// Keep it until the end of `main`: `let (reporter, _guard) = …`, and not `let (reporter, _) = …`.
#[must_use = "a guard that is dropped ends the reporter: bind it to a name such as `_guard` in `main`"]
pub struct Guard {
    queue: Arc<Queue>,
    thread: Option<JoinHandle<()>>,
}

impl Guard {
    pub(super) fn new(queue: Arc<Queue>, thread: JoinHandle<()>) -> Self {
        Self { queue, thread: Some(thread) }
    }

    /// Waits until everything that was reported before is written. Returns whether it is.
    pub fn flush(&self, timeout: Duration) -> bool {
        self.queue.flush(timeout)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.queue.stop();
        // A sink that hangs keeps its thread, and not the process.
        if self.queue.flush(LINGER) {
            if let Some(thread) = self.thread.take() {
                let _ = thread.join();
            }
        }
    }
}

impl core::fmt::Debug for Guard {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Guard").field("counts", &self.queue.counts()).finish_non_exhaustive()
    }
}
