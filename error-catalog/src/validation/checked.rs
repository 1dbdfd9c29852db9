//! Checks what an extractor has read, by the rules of its type.

use serde::de::DeserializeOwned;

use super::names::Sent;
use super::refused::Refused;
use super::taken::Text;
use super::{ValidationError, Values};

/// The rules that a type has by a library.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no rules to check",
    label = "has no rules",
    note = "derive `validator::Validate` or `garde::Validate` on it, and `serde::Deserialize`; in actix, rules of `garde` are for `Garde`",
    note = "an extractor without rules is `Json<{Self}>`"
)]
pub trait Rules<By>: DeserializeOwned {
    /// Checks the rules; the names are those of Rust.
    ///
    /// # Errors
    /// When one is broken.
    fn check(&self) -> Result<(), Broken>;

    /// What names the fields, with whatever the library helps with.
    fn with_rules(sent: Sent) -> Sent {
        sent
    }
}

/// The broken rules, and the values that break them.
#[doc(hidden)]
#[derive(Debug)]
pub struct Broken(ValidationError, Values);

/// Marks the rules of `validator`.
#[cfg(feature = "validator")]
#[doc(hidden)]
#[derive(Debug)]
pub struct ByValidator(());

#[cfg(feature = "validator")]
#[diagnostic::do_not_recommend]
impl<T: DeserializeOwned + validator::Validate> Rules<ByValidator> for T {
    fn check(&self) -> Result<(), Broken> {
        self.validate().map_err(|errors| {
            let (error, values) = super::validator::by_rust_names(errors);
            Broken(error, values)
        })
    }
}

/// Marks the rules of `garde`.
#[cfg(feature = "garde")]
#[doc(hidden)]
#[derive(Debug)]
pub struct ByGarde(());

#[cfg(feature = "garde")]
#[diagnostic::do_not_recommend]
impl<T> Rules<ByGarde> for T
where
    T: DeserializeOwned + garde::Validate,
    T::Context: Default,
{
    fn check(&self) -> Result<(), Broken> {
        super::garde::check(self).map_err(|error| Broken(error, Values::new()))
    }

    fn with_rules(sent: Sent) -> Sent {
        sent.checked_by_garde::<T>()
    }
}

/// The value, if it keeps the rules of its type.
///
/// # Errors
/// When a rule is broken.
pub(crate) fn check<T: Rules<By>, By>(value: T, text: Text) -> Result<T, Refused> {
    let Err(Broken(error, values)) = value.check() else { return Ok(value) };
    let location = text.location();
    let sent = text.sent::<T>().map(T::with_rules);
    let error = sent.iter().fold(error, |error, sent| error.named_as_sent(sent, &values));
    Err(Refused::new(location.into_iter().fold(error, ValidationError::at)))
}
