// Rules: registry-unknown, registry-server, registry-grpc, registry-duplicate

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum AuthError {
    #[catalog(code = "AUTH_LOCKED", status = 409, log_level = "WARN", message = "locked")]
    Locked,
    #[catalog(code = "AUTH_REVOKED", status = 403, log_level = "WARN", message = "revoked")]
    Revoked,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH")]
enum SessionError {
    #[catalog(code = "AUTH_LOCKED", status = 403, log_level = "WARN", message = "locked")]
    Locked,
    #[catalog(code = "AUTH_REVOKED", status = 403, log_level = "WARN", message = "revoked")]
    Revoked,
}

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "SLOT", registry = Codes)]
enum SlotError {
    #[catalog(code = "SLOT_TAKEN", status = 410, log_level = "WARN", message = "reserved already",
              deprecated(since = "2.0", replaced_by("AUTH_LOCKED", "USER_LOCKED")))]
    Taken,
}

catalog! {
    #[registry(internal = "AUTH_REVOKED", not_found = "SYSTEM_ROUTE_NOT_FOUND", require(grpc))]
    pub struct Codes { AuthError, SessionError, SlotError }
}

fn main() {}
// Mistakes: 4
