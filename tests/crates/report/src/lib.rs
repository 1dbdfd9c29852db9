//! What the tests of the reporter share: a catalogue, and writers that can be read back.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use error_catalog::{ErrorCatalog, Secret, SystemError, ValidationError, catalog};
use serde_json::Value;

catalog! {
    /// The codes of a routing service.
    #[registry(service = "routing.example.com")]
    pub struct Codes { RoutingError, SystemError, ValidationError }
}

/// Calls of a provider of maps.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "ROUTING", registry = Codes)]
pub enum RoutingError {
    #[catalog(
        code = "ROUTING_PROVIDER_TIMEOUT",
        status = 503,
        log_level = "ERROR",
        message = "Please try again later",
        display = "TomTom API timeout after {retries} retries, key {key}",
        origin = "tomtom_api",
        retry = "transient",
        retry_after = 60
    )]
    ProviderTimeout {
        #[context]
        retries: u32,
        #[context]
        endpoint: &'static str,
        #[context]
        password: String,
        key: &'static str,
        token: Secret<String>,
        #[source]
        cause: io::Error,
    },

    #[catalog(
        code = "ROUTING_POOL_EXHAUSTED",
        status = 500,
        log_level = "ERROR",
        message = "Something went wrong",
        display = "database connection pool exhausted",
        severity = "CRITICAL",
        origin = "database"
    )]
    PoolExhausted,

    #[catalog(
        code = "ROUTING_GUEST_REFUSED",
        status = 409,
        log_level = "WARN",
        message = "No route for {name}",
        display = "{name} (born {born}) is refused at table {table}"
    )]
    GuestRefused {
        #[detail(data_class = "pii")]
        name: String,
        #[context(data_class = "health")]
        allergies: Vec<String>,
        #[context("birth", data_class = "pii")]
        born: u32,
        #[context]
        table: u32,
        #[source]
        cause: io::Error,
    },

    #[catalog(
        code = "ROUTING_PLACE_UNKNOWN",
        status = 404,
        log_level = "INFO",
        message = "There is no place {place}"
    )]
    PlaceUnknown {
        #[detail]
        place: String,
    },
}

impl RoutingError {
    /// A timeout whose context, text, secret and cause hold secrets.
    pub fn timeout() -> Self {
        Self::ProviderTimeout {
            retries: 3,
            endpoint: "/routing/1/calculateRoute",
            password: "hunter2".into(),
            key: "Bearer abc.def-ghi123456",
            token: Secret::new("t0ps3cret".into()),
            cause: io::Error::new(
                io::ErrorKind::TimedOut,
                "GET https://app:s3cr3t@api.tomtom.com failed for alice@example.com",
            ),
        }
    }

    /// A guest whose data have classes, and are in the texts too.
    pub fn guest(name: &str) -> Self {
        Self::GuestRefused {
            name: name.into(),
            allergies: vec!["Erdnüsse".into(), "ナッツ".into()],
            born: 1987,
            table: 7,
            cause: io::Error::other(format!("no row for {name}, who is allergic to ナッツ")),
        }
    }

    /// An unknown place.
    pub fn unknown(place: &str) -> Self {
        Self::PlaceUnknown { place: place.into() }
    }
}

/// What was written, read back.
#[derive(Debug, Clone, Default)]
pub struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    /// As text.
    pub fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    /// The lines as JSON.
    pub fn records(&self) -> Vec<Value> {
        self.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
