//! Declare an error once, on the enum variant where it is raised; a wrong catalogue does not compile.

// The catalogue of this crate is declared with its own derive, which names the crate.
#[allow(unused_extern_crates, reason = "used by the expansion only")]
extern crate self as error_catalog;

mod catalogued;
mod code;
pub mod dialect;
mod entry;
mod envelope;
mod fields;
mod json;
#[doc(hidden)]
pub mod private;
mod registry;
mod secret;
mod source;
mod system;
mod text;
mod validation;

pub use catalog_specs::{Backoff, Class, Grpc, Incident, Level, Retry, Severity};
pub use catalogued::{Catalogued, ErrorCatalog};
pub use code::Code;
pub use entry::{Declared, Deprecated, Detail, Entry, Translation};
pub use envelope::{Envelope, ReceivedEnvelope};
pub use fields::{Fields, Json};
pub use error_catalog_derive::{ErrorCatalog, catalog};
pub use registry::{Includes, Lists, Registry, Settings};
pub use secret::{Masked, Secret};
pub use system::SystemError;
pub use validation::ValidationError;
