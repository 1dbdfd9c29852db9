//! The service's own OpenAPI document: its operations, and what each can answer.

use error_catalog::openapi::responses;
use serde_json::{Map, Value};

use crate::catalogue::{
    CancelReservation, ChangeStatus, ReadBackup, Register, Reserve, ShowReservation, ShowUser,
    SignIn, SignedIn, WriteBackup,
};

/// Its text, without the errors.
const OWN: &str = include_str!("openapi.json");

type Responses = fn() -> Map<String, Value>;

/// The error set of each operation, which is that of its handler.
const SETS: &[(&str, Responses)] = &[
    ("signIn", responses::<SignIn>),
    ("signOut", responses::<SignedIn>),
    ("register", responses::<Register>),
    ("showUser", responses::<ShowUser>),
    ("changeStatus", responses::<ChangeStatus>),
    ("reserve", responses::<Reserve>),
    ("listReservations", responses::<SignedIn>),
    ("showReservation", responses::<ShowReservation>),
    ("cancelReservation", responses::<CancelReservation>),
    ("backUp", responses::<WriteBackup>),
    ("readLatestBackup", responses::<ReadBackup>),
];

/// The document, in which each operation has the responses of its set.
pub fn document() -> serde_json::Result<Value> {
    let mut document: Value = serde_json::from_str(OWN)?;
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let items = paths.into_iter().flat_map(|paths| paths.values_mut());
    for operation in items.filter_map(Value::as_object_mut).flat_map(|item| item.values_mut()) {
        let id = operation.get("operationId").and_then(Value::as_str);
        let set = SETS.iter().find(|(operation, _)| id == Some(operation));
        let own = operation.get_mut("responses").and_then(Value::as_object_mut);
        if let (Some((_, responses)), Some(own)) = (set, own) {
            own.extend(responses());
        }
    }
    Ok(document)
}

/// The routes that it describes.
pub fn routes() -> Vec<String> {
    let document: Value = serde_json::from_str(OWN).unwrap_or_default();
    let paths = document.get("paths").and_then(Value::as_object);
    paths.into_iter().flat_map(|paths| paths.keys().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_declares_its_errors() {
        let document = document().unwrap_or_default();
        let paths = document.get("paths").and_then(Value::as_object);
        let operations = paths.into_iter().flat_map(|paths| paths.values());
        let operations = operations.filter_map(Value::as_object).flat_map(|item| item.values());
        let operations = operations.filter(|operation| operation.get("operationId").is_some());
        let declaring = operations.clone().filter(|one| one.pointer("/responses/500").is_some());
        assert_eq!((operations.count(), declaring.count()), (SETS.len(), SETS.len()));
    }
}
