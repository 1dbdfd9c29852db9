//! Reads files in parallel.

use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::file::{self, FileContent};

/// Enough stack for nested source. Pages that are not used cost nothing.
const STACK: usize = 64 << 20;

/// Reads files, each with the path to show, in order, and calls `step` after each.
///
/// Never on the thread of the caller: reading a file invalidates the spans of its thread.
pub(super) fn read_all(files: &[(PathBuf, String)], step: &(dyn Fn() + Sync)) -> Vec<FileContent> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut read = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some((path, shown)) = files.get(at) else { return read };
            read.push((at, file::read(path, shown)));
            step();
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from).min(files.len());
    let mut read = thread::scope(|scope| {
        let start = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).ok();
        let mut started: Vec<_> = (0..threads).filter_map(start).collect();
        if started.is_empty() {
            // If no large stack can be allocated, one of the default size is enough for most files.
            started.push(scope.spawn(work));
        }
        let joined = started.into_iter().map(thread::ScopedJoinHandle::join);
        joined
            .flat_map(|read| read.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect::<Vec<_>>()
    });
    read.sort_by_key(|(at, _)| *at);
    read.into_iter().map(|(_, content)| content).collect()
}
