//! The catalogue: every code, each declared where it is raised.

use error_catalog::{SystemError, ValidationError, catalog};

use crate::auth::AuthError;
use crate::backups::BackupError;
use crate::reservations::ReservationError;
use crate::users::UserError;

catalog! {
    /// Every code that the reservations of the restaurant answer with.
    #[registry(
        locales("ja", "en", "zh-TW", "vi"),
        service = "reservation.example.com",
        docs = "https://reservation.example.com/errors/index.html#{code}",
        internal = "SYSTEM_INTERNAL_ERROR",
        not_found = "SYSTEM_ROUTE_NOT_FOUND"
    )]
    pub struct Codes { AuthError, UserError, ReservationError, BackupError, SystemError, ValidationError }
}

#[cfg(test)]
mod tests {
    /// `error-catalog.toml` says what is compared.
    #[test]
    fn documents_and_lock_follow_the_codes() {
        super::Codes::outputs().check();
    }
}
