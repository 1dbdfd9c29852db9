//! `.or_db::<UserError>()` and what it returns.

use core::error::Error;

use catalog_specs_core::constraint::ConstraintKind;
use catalog_specs_core::visible;

use super::find::find;
use super::{BrokenConstraint, DeclaresConstraints, DriverError, ValuesFor};
use crate::failure::{Caused, HasHome, IntoFailure, Seal, Unexpected};
use crate::rows::has_unknown_code;
use crate::{CodeSet, Entry, ErrorCatalog, Failure};

/// A failure of what keeps the data: an error of `E`, or an unexpected one. `?` converts both into it, and converts it into a
/// [`Failure`] of a registry that includes `E` and has an internal code.
///
/// So functions of a store need no registry:
///
/// ```
/// # use error_catalog::database::{BrokenConstraint, DatabaseFailure, DriverError, OrDb as _};
/// # use error_catalog::{ErrorCatalog, OrFail as _};
/// # #[derive(Debug, ErrorCatalog)]
/// # #[catalog(domain = "USER")]
/// # pub enum UserError {
/// #     #[catalog(code = "USER_NOT_FOUND", status = 404, log_level = "INFO", message = "There is no such user")]
/// #     NotFound,
/// # }
/// # fn select(id: u64) -> Result<Option<String>, std::io::Error> { Ok(None) }
/// fn name_of(id: u64) -> Result<String, DatabaseFailure<UserError>> {
///     let name = select(id).or_internal()?;
///     Ok(name.ok_or(UserError::NotFound)?)
/// }
///
/// assert!(matches!(name_of(7).unwrap_err().error(), Some(UserError::NotFound)));
/// ```
#[derive(Debug)]
pub struct DatabaseFailure<E>(Result<Caused<E>, Unexpected>);

mod sealed {
    /// Seals [`OrDb`](super::OrDb).
    pub trait Sealed {}
    impl<T, D> Sealed for Result<T, D> {}
}

/// Converts the result of a statement, or of the commit of a transaction.
pub trait OrDb: sealed::Sealed + Sized {
    /// The value of success.
    type Value;
    /// The error of the driver.
    type Error;

    /// Makes a violated constraint the variant of `E` that declares it, and any other error an unexpected one: the client
    /// receives the internal code. The error of the driver stays the cause, for the log.
    ///
    /// # Errors
    /// When there is no value.
    fn or_db<E>(self) -> Result<Self::Value, DatabaseFailure<E>>
    where
        E: DeclaresConstraints,
        E::Values: ValuesFor<E>,
        Self::Error: DriverError + Into<Box<dyn Error + Send + Sync>>;

    /// As [`or_db`](Self::or_db), where a variant with a constraint has fields: the function makes it for its entry. The
    /// failure is internal if what it makes has another code.
    ///
    /// ```
    /// # use error_catalog::database::{BrokenConstraint, DriverError, OrDb as _};
    /// # use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};
    /// # catalog! { pub struct Codes { SlotError, SystemError } }
    /// # #[derive(Debug)] struct Driver;
    /// # impl std::fmt::Display for Driver {
    /// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("taken") }
    /// # }
    /// # impl std::error::Error for Driver {}
    /// # impl DriverError for Driver {
    /// #     fn broken_constraint(&self) -> Option<BrokenConstraint<'_>> {
    /// #         BrokenConstraint::from_sqlite(2067, "UNIQUE constraint failed: slots.room, slots.hour")
    /// #     }
    /// # }
    /// # fn insert(room: u32) -> Result<(), Driver> { Err(Driver) }
    /// #[derive(Debug, ErrorCatalog)]
    /// #[catalog(domain = "SLOT", registry = Codes)]
    /// pub enum SlotError {
    ///     #[catalog(code = "SLOT_TAKEN", status = 409, log_level = "INFO", message = "This hour is taken",
    ///               unique = "slots_room_hour_key")]
    ///     Taken { #[detail] room: u32 },
    /// }
    ///
    /// fn reserve(room: u32) -> Result<(), Failure<Codes>> {
    ///     insert(room).or_db_with(|_| SlotError::Taken { room })?;
    ///     Ok(())
    /// }
    ///
    /// assert!(reserve(7).unwrap_err().is(Codes::SLOT_TAKEN));
    /// ```
    ///
    /// # Errors
    /// When there is no value.
    fn or_db_with<E>(
        self,
        error: impl FnOnce(&'static Entry) -> E,
    ) -> Result<Self::Value, DatabaseFailure<E>>
    where
        E: DeclaresConstraints,
        Self::Error: DriverError + Into<Box<dyn Error + Send + Sync>>;
}

impl<T, D> OrDb for Result<T, D> {
    type Value = T;
    type Error = D;

    fn or_db<E>(self) -> Result<T, DatabaseFailure<E>>
    where
        E: DeclaresConstraints,
        E::Values: ValuesFor<E>,
        D: DriverError + Into<Box<dyn Error + Send + Sync>>,
    {
        self.map_err(|cause| DatabaseFailure::new(cause, None::<fn(&'static Entry) -> E>))
    }

    fn or_db_with<E>(self, error: impl FnOnce(&'static Entry) -> E) -> Result<T, DatabaseFailure<E>>
    where
        E: DeclaresConstraints,
        D: DriverError + Into<Box<dyn Error + Send + Sync>>,
    {
        self.map_err(|cause| DatabaseFailure::new(cause, Some(error)))
    }
}

impl<E: DeclaresConstraints> DatabaseFailure<E> {
    fn new<D>(cause: D, make: Option<impl FnOnce(&'static Entry) -> E>) -> Self
    where
        D: DriverError + Into<Box<dyn Error + Send + Sync>>,
    {
        let found = match cause.broken_constraint() {
            Some(broken) => resolve(&broken, make).map_err(Some),
            None => Err(None),
        };
        let cause = cause.into();
        Self(match found {
            Ok(error) => Ok(Caused { error, cause: Some(cause) }),
            Err(None) => Err(Unexpected::new(cause)),
            Err(Some(reason)) => Err(Unexpected::new(cause).doing(reason)),
        })
    }
}

impl<E> DatabaseFailure<E> {
    /// The error with the code of the violated constraint; `None` if the failure is unexpected.
    pub fn error(&self) -> Option<&E> {
        self.0.as_ref().ok().map(|caused| &caused.error)
    }
}

/// The variant of a violated constraint, or why there is none.
fn resolve<E: DeclaresConstraints>(
    broken: &BrokenConstraint<'_>,
    make: Option<impl FnOnce(&'static Entry) -> E>,
) -> Result<E, String> {
    let found = find(E::ENTRIES, broken).and_then(|at| Some((at, E::ENTRIES.get(at)?)));
    let Some((at, entry)) = found else {
        let name = E::ENTRIES.first().map_or("", |entry| entry.declared().type_name);
        let noun = broken.kind().map_or("constraint", ConstraintKind::noun);
        return Err(match broken.name() {
            Some(constraint) => {
                format!("no variant of `{name}` declares the {noun} `{}`", visible(constraint))
            }
            None => format!("the database does not say which {noun} of `{name}` is violated"),
        });
    };
    if let Some(error) = E::of_constraint(at) {
        return Ok(error);
    }
    let code = entry.code();
    let error = make.map(|make| make(entry)).ok_or_else(|| format!("`{code}` has no values"))?;
    match error.code() {
        found if found == code => Ok(error),
        other => Err(format!("`or_db_with` made `{other}` of a constraint of `{code}`")),
    }
}

impl<E: ErrorCatalog> From<E> for DatabaseFailure<E> {
    fn from(error: E) -> Self {
        Self(Ok(Caused { error, cause: None }))
    }
}

impl<E: ErrorCatalog> From<Caused<E>> for DatabaseFailure<E> {
    fn from(caused: Caused<E>) -> Self {
        Self(Ok(caused))
    }
}

impl<E: ErrorCatalog> From<Unexpected> for DatabaseFailure<E> {
    fn from(unexpected: Unexpected) -> Self {
        Self(Err(unexpected))
    }
}

#[diagnostic::do_not_recommend]
impl<E: ErrorCatalog + Send + Sync + 'static> HasHome for DatabaseFailure<E> {
    type Home = E::Home;
    type AlsoNeeds = E::Home;
    type Raised = E::Itself;
    const HAS_INNER: bool = has_unknown_code(E::INNER);
}

#[diagnostic::do_not_recommend]
impl<E: ErrorCatalog + Send + Sync + 'static> IntoFailure for DatabaseFailure<E> {
    #[cfg_attr(feature = "location", track_caller)]
    fn into_failure<C: CodeSet>(self, seal: Seal) -> Failure<C> {
        match self.0 {
            Ok(caused) => caused.into_failure(seal),
            Err(unexpected) => unexpected.into_failure(seal),
        }
    }
}
