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

/// Makes panics print their place but not their message, which may hold private data. The message of a panic in a request
/// goes to its log record, with the place.
///
/// It is for the whole program: work that a request hands to another thread (`spawn`, `spawn_blocking`, `web::block`)
/// panics outside of the request. Its message is in the error that waiting for the work returns, such as tokio's `JoinError`.
/// Where a hook of your own was set before, that one gets the panics outside of requests.
///
/// Call it once when the service starts, after setting any other hook. Without it the standard library prints every message
/// to standard error before a layer sees the panic.
pub fn quiet_panic_hook() {
    let before = std::panic::take_hook();
    // Nothing is set now: this is the hook of the standard library.
    let standard = std::panic::take_hook();
    let before = (!is_same(&*before, &*standard)).then_some(before);
    std::panic::set_hook(Box::new(move |panic| match &before {
        Some(before) if WITHIN.get() == 0 => before(panic),
        _ => quiet(panic),
    }));
}

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync;

/// Whether two hooks are one function: without data they differ by their tables only, which the comparison includes. The hook of the standard library has no other mark. If a version of it gave another
/// object each time, it would be called as a hook of the user is, and a test would say so.
fn is_same(one: &Hook, other: &Hook) -> bool {
    core::ptr::eq(one, other)
}

fn quiet(panic: &PanicHookInfo<'_>) {
    let place = panic.location().map_or_else(|| "an unknown place".into(), ToString::to_string);
    let thread = std::thread::current();
    // A failed write must not become a second panic, which aborts.
    let name = thread.name().unwrap_or("<unnamed>");
    let (name, shown) = (DEFAULT_MASK.text(name), DEFAULT_MASK.text(&place));
    let _ = writeln!(std::io::stderr(), "thread '{name}' panicked at {shown}");
    if WITHIN.get() == 0 {
        return;
    }
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
    #[cfg(feature = "testing")]
    if let Err(payload) = &mut ran {
        resume_undeclared(payload);
    }
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

/// What the text of a panic about an undeclared code begins with.
#[cfg(feature = "testing")]
pub(crate) const UNDECLARED: &str = "undeclared error code: ";

/// Lets the panic about an undeclared code pass: no layer may make a response of it, because it is the test that fails.
#[cfg(feature = "testing")]
#[cold]
fn resume_undeclared(payload: &mut Panicked) {
    let text = payload.downcast_ref::<String>();
    if text.is_some_and(|text| text.contains(UNDECLARED)) {
        std::panic::resume_unwind(core::mem::replace(payload, Box::new(())));
    }
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
