//! A struct is an enum and its one variant at once.

#![deny(warnings)]

use error_catalog::{ErrorCatalog, catalog};

/// The slot was taken in the meantime.
#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "RESERVATION",
    registry = crate::struct_with_one_code::Codes,
    code = "RESERVATION_SLOT_TAKEN",
    status = CONFLICT,
    log_level = INFO,
    message = "{slot} is taken",
    display = "slot {slot} is taken by {by}"
)]
pub struct SlotTaken {
    #[detail]
    pub slot: String,
    #[context]
    pub by: u64,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(
    domain = "USER",
    registry = crate::struct_with_one_code::Codes,
    code = "USER_NOT_FOUND",
    status = 404,
    log_level = "INFO",
    message = "no such user"
)]
pub struct NotFound;

catalog! {
    pub struct Codes { SlotTaken, NotFound }
}

#[test]
fn runs() {
    let error = SlotTaken { slot: "10:00".to_owned(), by: 7 };
    assert!(error.is(Codes::RESERVATION_SLOT_TAKEN));
    assert_eq!(error.to_string(), "slot 10:00 is taken by 7");
    assert_eq!(NotFound.status(), 404);
}
