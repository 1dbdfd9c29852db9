//! The texts of panics, which a server has on threads that are not those of the test.

use std::panic::{set_hook, take_hook};
use std::sync::{Mutex, Once};

static TEXTS: Mutex<String> = Mutex::new(String::new());

/// What a function returns, and the texts of all panics of this process until then.
pub fn panics_while<T>(run: impl FnOnce() -> T) -> (T, String) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            TEXTS.lock().unwrap().push_str(&panic.to_string());
            before(panic);
        }));
    });
    let returned = run();
    (returned, TEXTS.lock().unwrap().clone())
}
