//! The values of an error that have a data class: no text about the error shows them, unless its mask keeps the class.

use core::error::Error;
use std::borrow::Cow;
use std::io;

use serde_json::Value;

use crate::causes::links;
use crate::dialect::ShowCause;
use crate::fields::{Fields, WriteJson};
use crate::mask::{Mask, Treatment};
use crate::{Catalogued, panics};

/// The mask for the texts of an error: the same, and the values of its classes beside.
pub(crate) fn mask_for<'m>(error: &dyn Catalogued, mask: &'m Mask) -> Cow<'m, Mask> {
    let mut values = Vec::new();
    let mut classed = ClassedFields::new(|class, value: &dyn WriteJson| {
        add_values(class, value, mask, &mut values);
    });
    // What was found before a panic is masked.
    let _ = panics::catch(|| error.catalog_fields(&mut classed));
    show_causes(error, &mut classed);
    if values.is_empty() {
        return Cow::Borrowed(mask);
    }
    // A value may be a part of another one.
    values.sort_by_key(|(value, _)| core::cmp::Reverse(value.len()));
    Cow::Owned(mask.with_values(values))
}

/// Shows the values with data classes of the catalogued errors among the causes of an error: the texts of the causes quote them.
pub(crate) fn show_causes(error: &dyn Catalogued, fields: &mut dyn Fields) {
    let Some(show) = error.catalog_settings().show_cause else { return };
    let nearest = panics::catch(|| error.source()).ok().flatten();
    for cause in nearest.into_iter().flat_map(links) {
        show_cause(show, cause, fields);
    }
}

/// The same for one error.
pub(crate) fn show_cause(show: ShowCause, cause: &(dyn Error + 'static), fields: &mut dyn Fields) {
    // What an `io::Error` wraps is none of its causes, and its text is that of the error within.
    let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    let wrapped = wrapped.map(|error| -> &(dyn Error + 'static) { error });
    for error in [Some(cause), wrapped].into_iter().flatten() {
        // `Catalogued` is user code and may panic.
        let _ = panics::catch(|| {
            show(
                error,
                &mut ClassedFields::new(|class, value: &dyn WriteJson| {
                    fields.data_class(class);
                    fields.quoted(value);
                }),
            );
        });
    }
}

/// What stands in the place of a value of a class; nothing where the value is kept.
pub(crate) fn instead(class: &str, value: &str, mask: &Mask) -> Option<String> {
    match mask.treatment(class) {
        Treatment::Removed => Some("***".to_owned()),
        Treatment::Hashed => Some(mask.hash(value)),
        Treatment::Kept => None,
    }
}

/// Shows the values that have a class, each with its class.
struct ClassedFields<F> {
    show: F,
    /// The class of the field that comes next.
    class: Option<&'static str>,
}

impl<F: FnMut(&'static str, &dyn WriteJson)> ClassedFields<F> {
    fn new(show: F) -> Self {
        Self { show, class: None }
    }

    #[inline]
    fn field(&mut self, value: &dyn WriteJson) {
        if let Some(class) = self.class.take() {
            (self.show)(class, value);
        }
    }
}

impl<F: FnMut(&'static str, &dyn WriteJson)> Fields for ClassedFields<F> {
    fn data_class(&mut self, class: &'static str) {
        self.class = Some(class);
    }

    fn detail(&mut self, _: &'static str, value: &dyn WriteJson) {
        self.field(value);
    }

    fn flattened_detail(&mut self, value: &dyn WriteJson) {
        self.field(value);
    }

    fn context(&mut self, _: &'static str, value: &dyn WriteJson) {
        self.field(value);
    }

    fn quoted(&mut self, value: &dyn WriteJson) {
        self.field(value);
    }
}

/// Adds each text and number of a value of a class, with what stands in its place.
#[cold]
fn add_values(class: &str, value: &dyn WriteJson, mask: &Mask, values: &mut Vec<(String, String)>) {
    let mut json = Vec::new();
    if mask.treatment(class) == Treatment::Kept || value.write_json(&mut json).is_err() {
        return;
    }
    let mut open = vec![serde_json::from_slice(&json).unwrap_or_default()];
    while let Some(value) = open.pop() {
        let text = match value {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Array(values) => {
                open.extend(values);
                continue;
            }
            Value::Object(members) => {
                open.extend(members.into_iter().map(|(_, value)| value));
                continue;
            }
            Value::Null | Value::Bool(_) => continue,
        };
        if !text.trim().is_empty() {
            let instead = instead(class, &text, mask);
            values.extend(instead.map(|instead| (text, instead)));
        }
    }
}
