// Rules: unknown-word, value-kind

use error_catalog::{ErrorCatalog, catalog};

catalog! {
    #[registry(dialect = problme, service = reservation)]
    pub struct Codes { ReservationError }
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "RESERVATION", registry = crate::Codes)]
enum ReservationError {
    #[catalog(code = "RESERVATION_SLOT_TAKEN", status = 409, log_level = "INFO", message = "this time is taken")]
    SlotTaken,
}

fn main() {
    println!("{} {}", Codes::to_json(), ReservationError::SlotTaken.envelope().to_json());
}
// Mistakes: 2
