//! Renders the parts of a long document on several threads.

use std::panic::resume_unwind;
use std::thread::{self, Builder, ScopedJoinHandle};

/// As much as the main thread has on most systems.
const STACK: usize = 8 << 20;

/// Fewer codes are rendered sooner than a thread is started.
pub(super) const CODES_OF_A_THREAD: usize = 200;

/// What `render` makes of the items, in order, in a chunk for each thread. With fewer than `least` items for each of
/// two threads it runs on the thread of the caller.
pub(super) fn in_chunks<T: Sync, R: Send>(
    items: &[T],
    least: usize,
    render: impl Fn(&[T]) -> R + Sync,
) -> Vec<R> {
    let available = thread::available_parallelism().map_or(1, usize::from);
    let threads = available.min(items.len() / least.max(1)).max(1);
    let mut chunks = items.chunks(items.len().div_ceil(threads).max(1));
    let first = chunks.next();
    let render = &render;
    thread::scope(|scope| {
        let start = |chunk| {
            let work = move || render(chunk);
            (chunk, Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok())
        };
        let started: Vec<_> = chunks.map(start).collect();
        let own = first.map(render);
        let others =
            started.into_iter().map(|(chunk, thread)| match thread.map(ScopedJoinHandle::join) {
                Some(rendered) => rendered.unwrap_or_else(|panic| resume_unwind(panic)),
                // No thread could be started.
                None => render(chunk),
            });
        own.into_iter().chain(others).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::in_chunks;

    #[test]
    fn the_chunks_are_in_order_and_whole() {
        for count in [0, 1, 2, 7, 1000] {
            let items: Vec<_> = (0..count).collect();
            for least in [0, 1, 3, 5000] {
                let chunks = in_chunks(&items, least, <[i32]>::to_vec);
                assert_eq!(chunks.concat(), items);
                assert!(chunks.len() <= 1 || items.len() >= 2 * least, "{count} {least}");
            }
        }
    }
}
