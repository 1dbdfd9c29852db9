//! Panics: what the log learns of them, and what the terminal does not.

use core::any::Any;
use core::cell::{Cell, RefCell};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    /// Where the last panic of this thread was raised, for the log record of the request it ended.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
    /// What each request passes, and needs nothing to be done when the thread ends.
    static WATCH: Watch = const { Watch { within: Cell::new(0), has_place: Cell::new(false) } };
}

struct Watch {
    /// How many times this thread is within [`attempt`]: only there somebody tells the log of a panic.
    within: Cell<usize>,
    /// Whether the place is that of a panic since then. One that was caught elsewhere is not the one to come.
    has_place: Cell<bool>,
}

/// What a panic was raised with.
pub(crate) type Payload = Box<dyn Any + Send>;

/// Makes panics of requests print where they happened and not their message, which may hold anything a program
/// works with. The message goes to the log record of the request that the panic ended, with the place.
///
/// A panic outside of a request is none of ours: the hook that was there before is told of it, as ever.
///
/// Call it once, when the service starts, behind what sets a hook of its own. Without it the standard library prints
/// every message to the standard error stream before any layer can see it.
pub fn quiet_panic_hook() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if WATCH.with(|watch| watch.within.get() > 0) {
            quiet(panic);
        } else {
            before(panic);
        }
    }));
}

fn quiet(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(|| "an unknown place".into(), ToString::to_string);
    let thread = std::thread::current();
    // A stream that cannot be written, such as a full disk's, must not make the panic a second one, which aborts.
    let name = thread.name().unwrap_or("<unnamed>");
    let _ = writeln!(std::io::stderr(), "thread '{name}' panicked at {place}");
    // A panic while the thread ends has no place to go to any more, and none that would look at it.
    let placed = PLACE.try_with(|last| last.replace(Some(place)));
    WATCH.with(|watch| watch.has_place.set(placed.is_ok()));
}

/// The text of a panic for the log.
pub(super) fn text(payload: &(dyn Any + Send)) -> String {
    let message = payload.downcast_ref::<&str>().copied();
    let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let message = message.unwrap_or("without a message");
    let has_place = WATCH.with(|watch| watch.has_place.take());
    match has_place.then(|| PLACE.try_with(RefCell::take).ok().flatten()).flatten() {
        Some(place) => format!("panicked at {place}: {message}"),
        None => format!("panicked: {message}"),
    }
}

/// Runs something that may panic, and gives the text of its panic for the log.
pub(crate) fn catch<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    attempt(run).map_err(told)
}

/// Runs something that may panic, and gives what it panicked with, which wants to be [told](told). What comes of it is
/// moved no more often than it must be: all requests pass here.
pub(crate) fn attempt<T>(run: impl FnOnce() -> T) -> Result<T, Payload> {
    WATCH.with(|watch| {
        watch.within.set(watch.within.get() + 1);
        watch.has_place.set(false);
    });
    // What a panic left half done belongs to a request that is over.
    let ran = catch_unwind(AssertUnwindSafe(run));
    WATCH.with(|watch| watch.within.set(watch.within.get() - 1));
    ran
}

/// The text of a panic for the log.
#[cold]
pub(crate) fn told(payload: Payload) -> String {
    let text = text(&*payload);
    // The payload is anybody's type: its drop may panic too, with a payload whose drop does.
    if let Err(again) = attempt(move || drop(payload)) {
        core::mem::forget(again);
    }
    text
}
