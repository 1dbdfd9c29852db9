//! Panics: what the log learns of them, and what the terminal does not.

use core::any::Any;
use core::cell::{Cell, RefCell};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    /// Where the last panic of this thread was raised, for the log record of the request it ended.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
    /// How many times this thread is within [`catch`]: only there somebody tells the log of a panic.
    static WITHIN: Cell<usize> = const { Cell::new(0) };
}

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
        // A panic while the thread ends has no place to go to any more, and none that would look at it.
        if WITHIN.try_with(Cell::get).is_ok_and(|within| within > 0) {
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
    let _ = PLACE.try_with(|last| last.replace(Some(place)));
}

/// The text of a panic for the log.
pub(super) fn text(payload: &(dyn Any + Send)) -> String {
    let message = payload.downcast_ref::<&str>().copied();
    let message = message.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let message = message.unwrap_or("without a message");
    match PLACE.try_with(RefCell::take).ok().flatten() {
        Some(place) => format!("panicked at {place}: {message}"),
        None => format!("panicked: {message}"),
    }
}

/// Runs something that may panic, and gives the text of its panic for the log.
pub(crate) fn catch<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    caught(run).map_err(told)
}

fn caught<T>(run: impl FnOnce() -> T) -> std::thread::Result<T> {
    enter();
    // What a panic left half done belongs to a request that is over.
    let ran = catch_unwind(AssertUnwindSafe(run));
    leave();
    ran
}

// What is not generic stands apart: it is in the way of each request, and small code is fast code.

#[inline(never)]
fn enter() {
    // A panic that was caught elsewhere is not the one to come.
    let _ = PLACE.try_with(RefCell::take);
    let _ = WITHIN.try_with(|within| within.set(within.get() + 1));
}

#[inline(never)]
fn leave() {
    let _ = WITHIN.try_with(|within| within.set(within.get() - 1));
}

#[cold]
fn told(payload: Box<dyn Any + Send>) -> String {
    let text = text(&*payload);
    // The payload is anybody's type: its drop may panic too, with a payload whose drop does.
    if let Err(again) = caught(move || drop(payload)) {
        core::mem::forget(again);
    }
    text
}
