//! The types of errors that have rows.

use core::any::TypeId;
use core::error::Error;
use std::io;
use std::sync::{Arc, PoisonError, RwLock};

use catalog_specs_core::foreign::{Row, Source};

use super::recognized::{Recognized, downcast};

type Find = dyn Fn(&(dyn Error + 'static)) -> Option<Recognized> + Send + Sync;

/// Recognizes one type of errors; the function returns nothing for errors of other types.
struct Recognizer {
    type_id: TypeId,
    origin: &'static str,
    find: Box<Find>,
}

static RECOGNIZERS: RwLock<Vec<Arc<Recognizer>>> = RwLock::new(Vec::new());

/// Recognizes errors of a type from now on, in the whole process: call it once at the start. `origin` is the part of the system
/// that they come from, such as `database`. `row` finds the row of an error; where there is none, its causes are searched.
///
/// ```
/// use error_catalog::foreign::{self, Source};
/// # #[derive(Debug)] struct DriverError(String);
/// # impl std::fmt::Display for DriverError {
/// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("") }
/// # }
/// # impl std::error::Error for DriverError {}
/// # impl DriverError { fn sqlstate(&self) -> Option<&str> { Some(&self.0) } }
///
/// foreign::recognize("database", |error: &DriverError| Source::Sqlstate.row(error.sqlstate()?));
/// ```
///
/// A second call for the same type replaces the first. An `Arc` and a `Box` of the error are recognized too.
pub fn recognize<E: Error + 'static>(
    origin: &'static str,
    row: impl Fn(&E) -> Option<&'static Row> + Send + Sync + 'static,
) {
    let find = move |error: &(dyn Error + 'static)| {
        let row = row(downcast::<E>(error)?);
        Some(Recognized { row, origin: None })
    };
    let recognizer = Recognizer { type_id: TypeId::of::<E>(), origin, find: Box::new(find) };
    let mut recognizers = RECOGNIZERS.write().unwrap_or_else(PoisonError::into_inner);
    recognizers.retain(|other| other.type_id != recognizer.type_id);
    recognizers.push(Arc::new(recognizer));
}

/// A copy, so that no lock is held while user code runs.
fn recognizers() -> Vec<Arc<Recognizer>> {
    RECOGNIZERS.read().unwrap_or_else(PoisonError::into_inner).clone()
}

/// What is known of one link of a chain.
pub(super) fn recognized(error: &(dyn Error + 'static)) -> Option<Recognized> {
    let by_hand = recognizers().iter().find_map(|recognizer| {
        let recognized = (recognizer.find)(error)?;
        Some(Recognized { origin: Some(recognizer.origin), ..recognized })
    });
    by_hand
        .or_else(|| super::drivers::recognized(error))
        .or_else(|| Some(Recognized { row: Some(builtin(error)?), origin: None }))
}

fn builtin(error: &(dyn Error + 'static)) -> Option<&'static Row> {
    if let Some(error) = downcast::<io::Error>(error) {
        // Both are the name of the variant.
        return Source::Io.row(&format!("{:?}", error.kind()));
    }
    #[cfg(feature = "tonic")]
    if let Some(status) = downcast::<tonic::Status>(error) {
        let number = i32::from(status.code());
        let code = catalog_specs_core::Grpc::ALL.iter().find(|code| code.number() == number);
        return Source::Grpc.row(code?.as_str());
    }
    #[cfg(feature = "hyper")]
    if let Some(error) = downcast::<hyper::Error>(error) {
        return Source::Http.row(hyper_key(error)?);
    }
    #[cfg(feature = "reqwest")]
    if let Some(error) = downcast::<::reqwest::Error>(error) {
        return reqwest_row(error);
    }
    #[cfg(feature = "retry")]
    if downcast::<super::open::Open>(error).is_some() {
        return Source::Http.row("breaker_open");
    }
    None
}

#[cfg(feature = "hyper")]
fn hyper_key(error: &hyper::Error) -> Option<&'static str> {
    let keys = [
        ("timeout", error.is_timeout()),
        ("closed", error.is_incomplete_message() || error.is_closed()),
        ("canceled", error.is_canceled()),
        ("body", error.is_body_write_aborted()),
        ("parse", error.is_parse()),
        ("request", error.is_user()),
    ];
    keys.into_iter().find(|(_, is)| *is).map(|(key, _)| key)
}

/// The row of an error of `reqwest`. Of a request that failed in another way, the causes have the row.
#[cfg(feature = "reqwest")]
fn reqwest_row(error: &::reqwest::Error) -> Option<&'static Row> {
    if let Some(status) = error.status() {
        return Source::Http.row(status.as_str());
    }
    let keys = [
        ("connect_timeout", error.is_connect() && error.is_timeout()),
        ("timeout", error.is_timeout()),
        ("connect", error.is_connect()),
        ("redirect", error.is_redirect()),
        ("request", error.is_builder()),
        ("decode", error.is_decode()),
        ("body", error.is_body()),
        ("upgrade", error.is_upgrade()),
    ];
    keys.into_iter().find(|(_, is)| *is).and_then(|(key, _)| Source::Http.row(key))
}

/// The kinds of system errors that a foreign error can count as: each `(error_type, source)` once.
#[cfg(feature = "metrics")]
pub(crate) fn kinds() -> std::collections::BTreeSet<(&'static str, &'static str)> {
    let recognizers = recognizers();
    let rows = || Source::ALL.iter().flat_map(|source| source.rows());
    let by_table = rows().map(|row| (row.error_type(row.origin), row.origin));
    let by_hand = recognizers.iter().map(|recognizer| recognizer.origin);
    let by_hand = by_hand.chain(super::drivers::ORIGIN);
    let by_hand =
        by_hand.flat_map(|origin| rows().map(move |row| (row.error_type(origin), origin)));
    by_table.chain(by_hand).collect()
}
