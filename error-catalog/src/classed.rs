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
    let mut classed = Classed { mask, class: None, values: Vec::new() };
    // What was found before a panic is masked.
    let _ = panics::catch(|| error.catalog_fields(&mut classed));
    show_causes(error, &mut classed);
    let mut values = classed.values;
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
        let _ = panics::catch(|| show(error, &mut AsQuoted { fields, class: None }));
    }
}

/// Passes on the values that have a class.
struct AsQuoted<'f> {
    fields: &'f mut dyn Fields,
    class: Option<&'static str>,
}

impl AsQuoted<'_> {
    fn field(&mut self, value: &dyn WriteJson) {
        if let Some(class) = self.class.take() {
            self.fields.data_class(class);
            self.fields.quoted(value);
        }
    }
}

impl Fields for AsQuoted<'_> {
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

/// What stands in the place of a value of a class; nothing where the value is kept.
pub(crate) fn instead(class: &str, value: &str, mask: &Mask) -> Option<String> {
    match mask.treatment(class) {
        Treatment::Removed => Some("***".to_owned()),
        Treatment::Hashed => Some(mask.hash(value)),
        Treatment::Kept => None,
    }
}

struct Classed<'m> {
    mask: &'m Mask,
    /// The class of the field that comes next.
    class: Option<&'static str>,
    values: Vec<(String, String)>,
}

impl Classed<'_> {
    #[inline]
    fn field(&mut self, value: &dyn WriteJson) {
        if let Some(class) = self.class.take() {
            self.classed(class, value);
        }
    }

    #[cold]
    fn classed(&mut self, class: &str, value: &dyn WriteJson) {
        let mut json = Vec::new();
        if self.mask.treatment(class) == Treatment::Kept || value.write_json(&mut json).is_err() {
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
                let instead = instead(class, &text, self.mask);
                self.values.extend(instead.map(|instead| (text, instead)));
            }
        }
    }
}

impl Fields for Classed<'_> {
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
