//! An alert on its way: a critical one is sent, or it is in the fallback log.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::content::Alert;
use super::fallback::Fallback;

/// An alert on its way. One that is critical and dropped before a channel has taken it goes to the fallback log, whatever the
/// reason: no channel, a full queue, a failed call, an open breaker, the end of the process.
pub(super) struct Tracked {
    pub(super) alert: Arc<Alert>,
    /// Whether a channel has taken it, or the fallback log.
    is_settled: AtomicBool,
    fallback: Arc<Fallback>,
}

impl Tracked {
    pub(super) fn new(alert: Alert, fallback: &Arc<Fallback>) -> Self {
        let (alert, fallback) = (Arc::new(alert), Arc::clone(fallback));
        Self { alert, is_settled: AtomicBool::new(false), fallback }
    }

    /// Notes that it need not go to the fallback log.
    pub(super) fn settle(&self) {
        self.is_settled.store(true, Ordering::Release);
    }

    /// Sends it to the fallback log, unless it is settled.
    pub(super) fn give_up(&self) {
        if self.alert.is_critical() && !self.is_settled.swap(true, Ordering::AcqRel) {
            self.fallback.push(Arc::clone(&self.alert));
        }
    }
}

impl Drop for Tracked {
    fn drop(&mut self) {
        self.give_up();
    }
}
