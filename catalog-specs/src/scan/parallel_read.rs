//! Reads files in parallel.

use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Enough stack for nested source. Pages that are not used cost nothing.
const STACK: usize = 64 << 20;

/// Reads files with `read`, each with the path to show, in order, and calls `step` after each.
///
/// Never on the thread of the caller: reading a file invalidates the spans of its thread.
pub(crate) fn read_all<T: Send>(
    files: &[(PathBuf, String)],
    read: &(dyn Fn(&Path, &str) -> T + Sync),
    step: &(dyn Fn() + Sync),
) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut contents = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((path, shown)) = files.get(at) else { return contents };
            contents.push((at, read(path, shown)));
            step();
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    let mut contents = thread::scope(|scope| {
        let start = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok();
        let mut started: Vec<_> = (0..threads).filter_map(start).collect();
        if started.is_empty() {
            // If no large stack can be allocated, one of the default size is enough for most files.
            started.push(scope.spawn(work));
        }
        let joined = started.into_iter().map(thread::ScopedJoinHandle::join);
        joined
            .flat_map(|joined| joined.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect::<Vec<_>>()
    });
    contents.sort_by_key(|(at, _)| *at);
    contents.into_iter().map(|(_, content)| content).collect()
}
