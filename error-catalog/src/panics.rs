//! Catches panics of user code and keeps their text for the log.

use core::any::Any;
use core::cell::{Cell, RefCell};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

use crate::mask::DEFAULT_MASK;

thread_local! {
    /// The last unreported panic of this thread, for the log record of the request that it ended.
    static LAST: RefCell<Option<Thrown>> = const { RefCell::new(None) };
    /// How many calls of [`attempt`] this thread is in: only their panics are reported.
    static WITHIN: Cell<usize> = const { Cell::new(0) };
}

/// A panic as it was thrown.
struct Thrown {
    place: String,
    /// Kept to recognize the panic: another may be caught before this one is reported, and this one may be resumed
    /// elsewhere.
    message: Option<String>,
}

/// Makes panics in requests print their place but not their message, which may hold private data. The message goes to the
/// log record of the request, with the place.
///
/// A panic outside of a request goes to the hook that was set before.
///
/// Call it once when the service starts, after setting any other hook. Without it the standard library prints every message
/// to standard error before a layer sees the panic.
pub fn quiet_panic_hook() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if WITHIN.get() > 0 {
            quiet(panic);
        } else {
            before(panic);
        }
    }));
}

fn quiet(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(|| "an unknown place".into(), ToString::to_string);
    let thread = std::thread::current();
    // A failed write must not become a second panic, which aborts.
    let name = thread.name().unwrap_or("<unnamed>");
    let (name, shown) = (DEFAULT_MASK.text(name), DEFAULT_MASK.text(&place));
    let _ = writeln!(std::io::stderr(), "thread '{name}' panicked at {shown}");
    let thrown = Thrown { place, message: message(panic.payload()).map(ToOwned::to_owned) };
    // Thread-local storage is gone while a thread ends.
    let _ = LAST.try_with(|last| last.replace(Some(thrown)));
}

/// The text of a panic for the log.
pub(crate) fn text(payload: &(dyn Any + Send)) -> String {
    let message = message(payload);
    let last = LAST.try_with(RefCell::take).ok().flatten();
    let last = last.filter(|last| last.message.as_deref() == message);
    let message = message.unwrap_or("without a message");
    match last {
        Some(Thrown { place, .. }) => format!("panicked at {place}: {message}"),
        None => format!("panicked: {message}"),
    }
}

fn message(payload: &(dyn Any + Send)) -> Option<&str> {
    let constant = payload.downcast_ref::<&str>().copied();
    constant.or_else(|| payload.downcast_ref::<String>().map(String::as_str))
}

/// Runs a function and gives the text of its panic for the log.
pub(crate) fn catch<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    attempt(run).map_err(text_of)
}

/// The same for a large result: it is not moved again for the text, which replaces the payload. All requests pass here.
pub(crate) fn attempt<T>(run: impl FnOnce() -> T) -> Result<T, Panicked> {
    WITHIN.set(WITHIN.get() + 1);
    // State that a panic left inconsistent belongs to a request that is over.
    let mut ran = catch_unwind(AssertUnwindSafe(run));
    if let Err(payload) = &mut ran {
        replace_with_text(payload);
    }
    WITHIN.set(WITHIN.get() - 1);
    ran
}

/// Drops a value whose `Drop` is code of the user, and catches its panic.
pub fn drop_safely<T>(held: T) {
    let _ = catch(move || drop(held));
}

/// The text of a caught panic.
pub(crate) type Panicked = Box<dyn Any + Send>;

#[cold]
pub(crate) fn text_of(panicked: Panicked) -> String {
    panicked.downcast::<String>().map(|text| *text).unwrap_or_default()
}

/// At once, before another panic becomes the last.
#[cold]
fn replace_with_text(payload: &mut Box<dyn Any + Send>) {
    let thrown = core::mem::replace(payload, Box::new(()));
    *payload = Box::new(text_and_drop(thrown));
}

fn text_and_drop(payload: Box<dyn Any + Send>) -> String {
    let text = text(&*payload);
    // The payload has a user type: its `Drop` may panic too, with a payload whose `Drop` panics.
    if let Err(again) = catch_unwind(AssertUnwindSafe(move || drop(payload))) {
        core::mem::forget(again);
    }
    text
}
