//! The code of unexpected failures, without which a registry cannot answer requests.

use super::Registry;
use super::listed_type::{IsListed, Known};

/// That a registry has a code for unexpected failures: it lists [`SystemError`](crate::SystemError), or names a listed code with
/// `#[registry(internal = "…")]`.
///
/// Layers and [`Failure`](crate::Failure)s require it, so that a service never sends a code that its registry does not list.
/// Code that is generic over the registry of a layer has it as its bound; it implies [`Registry`].
///
/// ```compile_fail,E0080
/// use error_catalog::{ErrorCatalog, Failure, catalog};
///
/// catalog! { pub struct Codes { CartError } } // without `SystemError`
///
/// #[derive(Debug, ErrorCatalog)]
/// #[catalog(domain = "CART", registry = Codes)]
/// pub enum CartError {
///     #[catalog(code = "CART_EMPTY", status = 400, log_level = "INFO", message = "The cart is empty")]
///     Empty,
/// }
///
/// let failure = Failure::<Codes>::from(CartError::Empty);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a registry with a code for unexpected failures",
    label = "requests are answered here: name a registry that lists a code for panics and unexpected errors",
    note = "of a registry: add `error_catalog::SystemError` to its `catalog!`, or name a listed code with a status from 500: `#[registry(internal = \"DOMAIN_INTERNAL_ERROR\")]` above its `struct`",
    note = "of a set: name the registry of the set, which answers for every set"
)]
pub trait HasInternalCode: Registry {}

// Without it, rustc would name the types of this module and not the registry.
#[diagnostic::do_not_recommend]
impl<C: Registry<Internal: Known>> HasInternalCode for C {}

/// Requires the code where a bound would refuse functions that are generic over their registry.
pub(crate) const fn require_internal<C: Registry>() {
    assert!(
        <C::Internal as IsListed>::IS,
        "the registry of this `Failure` has no code for unexpected failures\n\
         note: list the built-in codes: add `error_catalog::SystemError` to its `catalog!`\n\
         note: or name a listed code with a status from 500: `#[registry(internal = \"DOMAIN_INTERNAL_ERROR\")]` above its `struct`"
    );
}
