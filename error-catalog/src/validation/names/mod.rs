//! Names fields as the client sent them: `postalCode` for the field `postal_code`. Rules know the names of Rust, and
//! `serde` may have renamed, flattened or aliased them.
//!
//! Neither `serde` nor a validator knows both names of a field. So the input is read once more by a deserializer that
//! records which members each struct has (`seen`), and a Rust name is followed through them: by its spelling, through what is
//! flattened or tagged, and by the broken rule where the two names have nothing in common (`evidence`). A name that cannot
//! be found stays as it is.

#[cfg(any(feature = "garde", feature = "validator"))]
mod again;
mod culprit;
#[cfg(any(feature = "garde", feature = "validator"))]
mod evidence;
mod kept;
#[cfg(any(feature = "actix", feature = "axum"))]
mod pairs;
#[cfg(feature = "actix")]
mod params;
mod path;
#[cfg(any(feature = "garde", feature = "validator"))]
mod rename;
mod seen;
mod sent;
#[cfg(feature = "actix")]
mod shape;
#[cfg(any(feature = "garde", feature = "validator"))]
mod spelling;

pub(crate) use kept::forget_input;
pub(crate) use kept::keep_input;
#[cfg(all(feature = "actix", any(feature = "garde", feature = "validator")))]
pub(crate) use params::params_by_name;
#[cfg(feature = "actix")]
pub(crate) use params::read_params;
pub(super) use sent::Sent;
#[cfg(any(feature = "actix", feature = "axum"))]
pub(crate) use {kept::keep_pairs, pairs::read_pairs};
