//! Where a failure was raised, for its record.

#[cfg(any(feature = "location", feature = "report", feature = "tracing"))]
use core::panic::Location;
#[cfg(feature = "report")]
use std::backtrace::Backtrace;
#[cfg(feature = "report")]
use std::sync::atomic::{AtomicBool, Ordering};

/// Where a failure was raised. Clients see nothing of it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Raised {
    /// Nothing if it was raised in this crate: by an extractor or a layer.
    #[cfg(feature = "location")]
    location: Option<&'static Location<'static>>,
    #[cfg(feature = "report")]
    stack: Option<Box<Backtrace>>,
}

/// Whether a file is one of this crate.
#[cfg(feature = "location")]
#[inline]
fn is_own(file: &str) -> bool {
    let (folder, _) = file!().split_at(file!().len() - "raised.rs".len());
    file.starts_with(folder)
}

/// Whether stacks are captured: a reporter has asked for them.
#[cfg(feature = "report")]
static HAS_STACKS: AtomicBool = AtomicBool::new(false);

impl Raised {
    /// The place of the caller.
    #[inline]
    #[cfg_attr(feature = "location", track_caller)]
    pub(crate) fn here() -> Self {
        Self {
            #[cfg(feature = "location")]
            location: Some(Location::caller()).filter(|location| !is_own(location.file())),
            #[cfg(feature = "report")]
            stack: HAS_STACKS.load(Ordering::Relaxed).then(|| Box::new(Backtrace::force_capture())),
        }
    }

    /// Captures stacks from now on. It costs each failure some microseconds.
    #[cfg(feature = "report")]
    pub(crate) fn capture_stacks() {
        HAS_STACKS.store(true, Ordering::Relaxed);
    }

    /// The file, the line and the column, with feature `location`.
    #[cfg(any(feature = "location", feature = "report", feature = "tracing"))]
    #[cfg_attr(
        not(feature = "location"),
        allow(clippy::unused_self, reason = "without the feature no place is kept")
    )]
    pub(crate) fn location(&self) -> Option<&'static Location<'static>> {
        #[cfg(feature = "location")]
        return self.location;
        #[cfg(not(feature = "location"))]
        None
    }

    /// The stack, if stacks are captured.
    #[cfg(feature = "report")]
    pub(crate) fn stack(&self) -> Option<&Backtrace> {
        self.stack.as_deref()
    }
}
