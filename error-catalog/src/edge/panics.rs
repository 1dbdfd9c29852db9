//! Panics: what the log learns of them, and what the terminal does not.

use core::any::Any;
use core::cell::RefCell;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    /// Where the last panic of this thread was raised, for the log record of the request it ended.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Makes panics print where they happened and not their message, which may hold anything a program
/// works with. The message goes to the log record of the request that the panic ended, with the place.
///
/// Call it once, when the service starts. Without it the standard library prints every message to the standard
/// error stream before any layer can see it.
pub fn quiet_panic_hook() {
    std::panic::set_hook(Box::new(hook));
}

fn hook(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(|| "an unknown place".into(), ToString::to_string);
    let thread = std::thread::current();
    eprintln!("thread '{}' panicked at {place}", thread.name().unwrap_or("<unnamed>"));
    // A panic while the thread ends has no place to go to any more, and none that would look at it.
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
pub(super) fn catch<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    // A panic that was caught elsewhere is not the one to come.
    let _ = PLACE.try_with(RefCell::take);
    // What a panic left half done belongs to a request that is over.
    catch_unwind(AssertUnwindSafe(run)).map_err(|payload| {
        let text = text(&*payload);
        // The payload is anybody's type: its drop may panic too.
        let _ = catch_unwind(AssertUnwindSafe(move || drop(payload)));
        text
    })
}
