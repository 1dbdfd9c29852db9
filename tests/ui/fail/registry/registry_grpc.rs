// Rule: registry-grpc

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION", registry = crate::Codes)]
enum ReservationError {
    #[catalog(code = "RESERVATION_SLOT_TAKEN", status = 409, log_level = "INFO", message = "this time is taken")]
    SlotTaken,
}

catalog! {
    #[registry(require(grpc))]
    pub struct Codes { ReservationError }
}

fn main() {}
