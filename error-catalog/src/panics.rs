//! Panics: what the log learns of them, and what the terminal does not.

use core::any::Any;
use core::cell::{Cell, RefCell};
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};

thread_local! {
    /// The last panic of this thread that nobody has told of, for the log record of the request it ended.
    static LAST: RefCell<Option<Thrown>> = const { RefCell::new(None) };
    /// How many times this thread is within [`attempt`]: only there somebody tells the log of a panic.
    static WITHIN: Cell<usize> = const { Cell::new(0) };
}

/// A panic as it was thrown.
struct Thrown {
    place: String,
    /// Another one may be caught before this is told of, or this be raised again elsewhere.
    message: Option<String>,
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
    // A stream that cannot be written, such as a full disk's, must not make the panic a second one, which aborts.
    let name = thread.name().unwrap_or("<unnamed>");
    let _ = writeln!(std::io::stderr(), "thread '{name}' panicked at {place}");
    let thrown = Thrown { place, message: message(panic.payload()).map(ToOwned::to_owned) };
    // A panic while the thread ends has no place to go to any more, and none that would look at it.
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

/// Runs something that may panic, and gives the text of its panic for the log.
pub(crate) fn catch<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    attempt(run).map_err(text_of)
}

/// The same, for what is large: it is not moved once more for the text, which stands where the payload stood. All requests
/// pass here.
pub(crate) fn attempt<T>(run: impl FnOnce() -> T) -> Result<T, Panicked> {
    WITHIN.set(WITHIN.get() + 1);
    // What a panic left half done belongs to a request that is over.
    let mut ran = catch_unwind(AssertUnwindSafe(run));
    if let Err(payload) = &mut ran {
        tell_in_place(payload);
    }
    WITHIN.set(WITHIN.get() - 1);
    ran
}

/// Lets go of what is anybody's, and may panic as it goes.
pub(crate) fn let_go<T>(held: T) {
    let _ = catch(move || drop(held));
}

/// A panic that was caught: its text.
pub(crate) type Panicked = Box<dyn Any + Send>;

#[cold]
pub(crate) fn text_of(panicked: Panicked) -> String {
    panicked.downcast::<String>().map(|text| *text).unwrap_or_default()
}

/// At once, before another one is the last.
#[cold]
fn tell_in_place(payload: &mut Box<dyn Any + Send>) {
    let thrown = core::mem::replace(payload, Box::new(()));
    *payload = Box::new(told(thrown));
}

fn told(payload: Box<dyn Any + Send>) -> String {
    let text = text(&*payload);
    // The payload is anybody's type: its drop may panic too, with a payload whose drop does.
    if let Err(again) = catch_unwind(AssertUnwindSafe(move || drop(payload))) {
        core::mem::forget(again);
    }
    text
}
