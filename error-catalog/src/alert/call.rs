//! Calls of user code that end in time, whatever the code does.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::mpsc;
use std::time::Duration;

use crate::panics;

/// As many calls may hang at once. Each keeps a thread, so no more are made before one has ended.
const MOST_HANGING: usize = 10;

/// Runs calls, each on another thread.
pub(super) struct Calls {
    name: String,
    running: Arc<AtomicUsize>,
}

/// Why a call has no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoResult {
    /// It has not ended in time. Its thread runs on.
    Late,
    /// All earlier calls hang still.
    Hanging,
    /// It panicked, with this text.
    Panicked(String),
    /// The system gives no thread.
    NoThread,
}

impl Calls {
    /// Calls on threads of this name.
    pub(super) fn new(name: String) -> Self {
        Self { name, running: Arc::default() }
    }

    /// Runs a function and waits for its end, but no longer than the deadline.
    pub(super) fn run<T: Send + 'static>(
        &self,
        deadline: Duration,
        run: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NoResult> {
        if self.running.fetch_add(1, SeqCst) >= MOST_HANGING {
            self.running.fetch_sub(1, SeqCst);
            return Err(NoResult::Hanging);
        }
        let (send, receive) = mpsc::sync_channel(1);
        let running = Running(Arc::clone(&self.running));
        let thread = std::thread::Builder::new().name(self.name.clone());
        let started = thread.spawn(move || {
            let result = panics::catch(run);
            drop(running);
            // A result that is late has no receiver, and its `Drop` is user code.
            if let Err(mpsc::TrySendError::Full(late) | mpsc::TrySendError::Disconnected(late)) =
                send.try_send(result)
            {
                panics::drop_safely(late);
            }
        });
        if started.is_err() {
            return Err(NoResult::NoThread);
        }
        match receive.recv_timeout(deadline) {
            Ok(result) => result.map_err(NoResult::Panicked),
            Err(mpsc::RecvTimeoutError::Timeout) => Err(NoResult::Late),
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(NoResult::NoThread),
        }
    }
}

/// A call that runs.
struct Running(Arc<AtomicUsize>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.fetch_sub(1, SeqCst);
    }
}
