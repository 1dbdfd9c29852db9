//! What derived code uses. Generated code reaches it through the hidden module `private`, which adds what only registries,
//! masks and frameworks need; our enums reach it through [`facade`] and so depend on nothing above them.

use core::fmt::Display;
use core::time::Duration;

pub use catalog_specs_core::keys::Key;
pub use catalog_specs_core::{AlertThreshold, Backoff, Retry};
pub use serde::Serialize;
pub use std::string::String;
pub use std::vec::Vec;

pub use crate::catalogued::{Derived, public_entry, text_entry};
pub use crate::dialect::Settings;
pub use crate::entry::{Declared, Deprecated, Detail, Fact, Place, Shared};
pub use crate::fields::Fields;
pub use crate::lookup::find;
pub use crate::message::{display, display_one};
pub use crate::rows::{Inner, InnerCodes, Rows, UnknownCodes};
pub use crate::source::cause;

use crate::fields::Displayed;
use crate::{Catalogued, Entry, Masked};

/// The facade as our own enums see it.
pub(crate) mod facade {
    pub(crate) use super::super::expansion as private;
    pub(crate) use crate::catalog::ErrorCatalog;
    pub(crate) use crate::catalogued::Catalogued;
    pub(crate) use crate::entry::Entry;
}

/// The facts of an entry without any. A static, which the compiler does not evaluate for each entry that names it.
pub const NO_FACTS: &[Fact] = {
    static NONE: [Fact; 0] = [];
    &NONE
};

/// An entry by its place, which the derive has counted.
pub fn entry_at(entries: &'static [Entry], at: usize) -> &'static Entry {
    entries.get(at).unwrap_or(broken())
}

/// The entry of a variant that does not compile anyway.
pub fn broken() -> &'static Entry {
    static BROKEN: Entry = Entry::NONE;
    &BROKEN
}

/// What a `#[detail]` must be.
#[diagnostic::on_unimplemented(
    message = "a `#[detail]` is sent as JSON, and `{Self}` is not `Serialize`",
    label = "cannot be sent",
    note = "a `Secret` is never sent or logged: write `#[secret]`",
    note = "for any other type derive `serde::Serialize` on it, or send the text that it displays as: `#[detail(display)]`"
)]
pub trait Sent: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> Sent for T {}

/// What a transparent variant must hold. Unlike [`Catalogued`] it is no `Error`, of which rustc would report what else the
/// type lacks.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared in an error catalogue",
    label = "a transparent variant holds an error that has a code",
    note = "if it is your error, add `#[derive(ErrorCatalog)]` to it",
    note = "hold any other error in a variant that has a code, marked `#[from]` or `#[source]`"
)]
pub trait Held {
    /// The error as one with a code.
    fn held(&self) -> &(dyn Catalogued + '_);
}

#[diagnostic::do_not_recommend]
impl<T: Catalogued> Held for T {
    #[inline]
    fn held(&self) -> &(dyn Catalogued + '_) {
        self
    }
}

/// The error that a transparent variant holds.
#[inline]
pub fn held_error<T: Held>(error: &T) -> &(dyn Catalogued + '_) {
    error.held()
}

/// What a `#[context]` must be.
#[diagnostic::on_unimplemented(
    message = "a `#[context]` is logged as JSON, and `{Self}` is not `Serialize`",
    label = "cannot be logged",
    note = "a `Secret` is never sent or logged: write `#[secret]`",
    note = "for any other type derive `serde::Serialize` on it, or log the text that it displays as: `#[context(display)]`"
)]
pub trait Logged: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize> Logged for T {}

/// What a field must be that is shown as text.
#[diagnostic::on_unimplemented(
    message = "a placeholder shows its field as text, and `{Self}` is not `Display`",
    label = "cannot be shown as text",
    note = "implement `Display` for the type, or take the placeholder out of the text"
)]
pub trait Shown: Display {}

#[diagnostic::do_not_recommend]
impl<T: Display> Shown for T {}

/// What a field with `display` must be.
#[diagnostic::on_unimplemented(
    message = "`display` sends or logs a field as the text it displays as, and `{Self}` is not `Display`",
    label = "cannot be shown as text",
    note = "implement `Display` for the type, or take `display` out of the attribute and derive `serde::Serialize`"
)]
pub trait AsText: Display {}

#[diagnostic::do_not_recommend]
impl<T: Display> AsText for T {}

/// What a `#[retry_after]` must be.
#[diagnostic::on_unimplemented(
    message = "a `#[retry_after]` is a `Duration` or `Option<Duration>`, and `{Self}` is neither",
    label = "not a `Duration`",
    note = "hold a `core::time::Duration`: `Duration::from_secs(60)`"
)]
pub trait Wait: Copy + Into<Option<Duration>> {}

#[diagnostic::do_not_recommend]
impl<T: Copy + Into<Option<Duration>>> Wait for T {}

/// Shows a public field.
pub fn detail<T: Sent>(fields: &mut dyn Fields, name: &'static str, value: &T) {
    fields.detail(name, value);
}

/// Shows a public field as the text that it displays as.
pub fn text_detail<T: AsText>(fields: &mut dyn Fields, name: &'static str, value: &T) {
    fields.detail(name, &Displayed(value));
}

/// Shows a public field that is also the placeholder of its name.
pub fn shown_detail<T: Sent + Shown>(fields: &mut dyn Fields, name: &'static str, value: &T) {
    fields.detail(name, value);
    fields.placeholder(name, value);
}

/// Shows a public field whose members are details.
pub fn flattened_detail<T: Sent>(fields: &mut dyn Fields, value: &T) {
    fields.flattened_detail(value);
}

/// Shows the value of a placeholder.
pub fn placeholder<T: Shown>(fields: &mut dyn Fields, name: &'static str, value: &T) {
    fields.placeholder(name, value);
}

/// Shows a field to the log.
pub fn context<T: Logged>(fields: &mut dyn Fields, name: &'static str, value: &T) {
    fields.context(name, value);
}

/// Shows a field to the log as the text that it displays as.
pub fn text_context<T: AsText>(fields: &mut dyn Fields, name: &'static str, value: &T) {
    fields.context(name, &Displayed(value));
}

/// Shows how long to wait.
pub fn retry_after<T: Wait>(fields: &mut dyn Fields, wait: &T) {
    if let Some(wait) = (*wait).into() {
        fields.retry_after(wait);
    }
}

/// Requires that the type of a secret is `Masked`; the value is not used.
pub fn secret<T: Masked + ?Sized>(_: &T) {}
