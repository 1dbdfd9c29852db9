//! Keeps what is kept for a thread within the polls of one request.

/// Polls the service beneath. The names of what a handler has read stay within one poll: before the next one, the thread reads the
/// input of other requests.
#[inline]
pub(crate) fn poll_apart<T>(poll: impl FnOnce() -> T) -> T {
    forget_input();
    let polled = poll();
    forget_input();
    polled
}

#[inline]
fn forget_input() {
    #[cfg(feature = "serde_path_to_error")]
    crate::validation::forget_input();
}
