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

    /// What every operation can answer: the layers of the service send it.
    pub struct Always of Codes { SystemError::{RequestTimeout} }

    /// What every operation behind a session can answer.
    pub struct SignedIn of Codes { AuthError::{TokenExpired, TokenInvalid}, ..Always }

    /// What signing in can answer.
    pub struct SignIn of Codes { AuthError::{InvalidCredentials}, ..error_catalog::JsonBody, ..Always }

    /// What registering can answer.
    pub struct Register of Codes { UserError::{EmailExists}, ..error_catalog::JsonBody, ..Always }

    /// What reading an account can answer.
    pub struct ShowUser of Codes {
        UserError::{NotFound}, AuthError::{InsufficientPermissions}, SystemError::{BodyMalformed}, ..SignedIn
    }

    /// What changing the status of an account can answer.
    pub struct ChangeStatus of Codes {
        UserError::{NotFound, InvalidStatus}, AuthError::{InsufficientPermissions}, ..error_catalog::JsonBody, ..SignedIn
    }

    /// What reserving can answer.
    pub struct Reserve of Codes {
        ReservationError::{SlotUnavailable}, ValidationError, ..error_catalog::JsonBody, ..SignedIn
    }

    /// What reading a reservation can answer.
    pub struct ShowReservation of Codes {
        ReservationError::{NotFound}, AuthError::{InsufficientPermissions}, SystemError::{BodyMalformed}, ..SignedIn
    }

    /// What cancelling a reservation can answer.
    pub struct CancelReservation of Codes {
        ReservationError::{NotFound, CancelDeadline}, AuthError::{InsufficientPermissions}, SystemError::{BodyMalformed}, ..SignedIn
    }

    /// What writing a backup can answer.
    pub struct WriteBackup of Codes { AuthError::{InsufficientPermissions}, ..SignedIn }

    /// What reading a backup can answer.
    pub struct ReadBackup of Codes { BackupError, AuthError::{InsufficientPermissions}, ..SignedIn }
}

#[cfg(test)]
mod tests {
    /// `error-catalog.toml` says what is compared.
    #[test]
    fn documents_and_lock_follow_the_codes() {
        super::Codes::outputs().check();
    }
}
