//! What generated code uses. Not part of the public face: it changes with every release.

use core::fmt::Display;
use core::time::Duration;

pub use catalog_specs::Level;
pub use serde::Serialize;
pub use std::string::String;

pub use crate::catalogued::Place;
pub use crate::entry::Fact;
pub use crate::fields::Displayed;
pub use crate::registry::{
    Checked, Described, Index, List, Message, Messages, Outputs, Samples, Spec, at_home,
    count_distinct, count_keys, count_rows, count_slots, distinct, find, find_row, index, outputs,
    rows, samples, spec, to_json,
};
pub use crate::source::AsError;
pub use crate::text::display;

#[cfg(feature = "actix")]
pub use crate::__answer_in_actix as answer_in_actix;
#[cfg(feature = "axum")]
pub use crate::__answer_in_axum as answer_in_axum;
#[cfg(not(feature = "actix"))]
pub use crate::__no_answer as answer_in_actix;
#[cfg(not(feature = "axum"))]
pub use crate::__no_answer as answer_in_axum;

use crate::{Catalogued, Detail, Entry, Envelope, Fields, Masked, SystemError};

/// In the place of a framework's answer, where the framework is not switched on.
#[doc(hidden)]
#[macro_export]
macro_rules! __no_answer {
    ($($enum:tt)*) => {};
}

/// What `into_response` makes.
pub type Response = http::Response<std::borrow::Cow<'static, [u8]>>;

pub use catalog_specs::Level::{Debug, Error, Info, Warn};

/// The details of a row without any.
pub const NO_DETAILS: &[Detail] = &[];

/// What a row says that has nothing to say beyond its fields.
pub const NO_FACTS: &[Fact] = &[];

/// A row by its place, which the derive has counted.
pub fn row_at(rows: &'static [Entry], at: usize) -> &'static Entry {
    rows.get(at).unwrap_or(broken())
}

/// The row of a variant that does not compile anyway.
pub fn broken() -> &'static Entry {
    static BROKEN: Entry = Entry::NONE;
    &BROKEN
}

/// What goes out in the place of an error: its own row unless `public_as` names another.
pub fn public_row<E: Catalogued + ?Sized>(error: &E) -> &'static Entry {
    let own = error.catalog_row();
    own.public_as().and_then(|code| (error.catalog_settings().get)(code)).unwrap_or(own)
}

/// The row whose message the user reads: its own unless it has none.
pub fn text_row<E: Catalogued + ?Sized>(error: &E) -> &'static Entry {
    let own = error.catalog_row();
    if own.message().is_empty() { error.catalog_public_row() } else { own }
}

/// What goes out in the place of an inner error: another row if it is a 5xx.
pub fn mask_server_errors<E: Catalogued + ?Sized>(
    inner: &'static Entry,
    mask: &str,
    error: &E,
) -> &'static Entry {
    if inner.status().is_server_error() {
        (error.catalog_settings().get)(mask).unwrap_or(internal())
    } else {
        inner
    }
}

/// What goes out where a mask names no code, which a registry refuses to compile: nothing of the
/// failure, whatever happens.
fn internal() -> &'static Entry {
    SystemError::Internal.catalog_row()
}

/// Shows a public field.
pub fn detail<T: Serialize>(fields: &mut dyn Fields, name: &'static str, value: &T) {
    fields.detail(name, value);
}

/// Shows a public field that is also the placeholder of its name.
pub fn shown_detail<T: Serialize + Display>(
    fields: &mut dyn Fields,
    name: &'static str,
    value: &T,
) {
    fields.detail(name, value);
    fields.placeholder(name, value);
}

/// Shows a public field whose members are details.
pub fn flattened_detail<T: Serialize>(fields: &mut dyn Fields, value: &T) {
    fields.flattened_detail(value);
}

/// Shows the value of a placeholder.
pub fn placeholder<T: Display>(fields: &mut dyn Fields, name: &'static str, value: &T) {
    fields.placeholder(name, value);
}

/// Shows a field to the log.
pub fn context<T: Serialize>(fields: &mut dyn Fields, name: &'static str, value: &T) {
    fields.context(name, value);
}

/// Shows how long to wait.
pub fn retry_after<T: Copy + Into<Option<Duration>>>(fields: &mut dyn Fields, wait: &T) {
    if let Some(wait) = (*wait).into() {
        fields.retry_after(wait);
    }
}

/// Asks that a secret is masked; shows it to nobody.
pub fn secret<T: Masked + ?Sized>(_: &T) {}

/// The answer of an enum that says `into_response`.
pub fn response<E: Catalogued>(error: &E) -> Response {
    Envelope::new(error).into_response()
}
