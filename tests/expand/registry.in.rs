/// Every code of this service.
#[registry(dialect = problem, locales("ja"), internal = "SYSTEM_INTERNAL_ERROR")]
pub(crate) struct Codes { auth::AuthError, #[cfg(feature = "store")] StoreError<u8>, ..billing::Codes }
retired { "AUTH_OLD" => "2.0: use AUTH_NEW" }
