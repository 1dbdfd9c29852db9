//! One declaration and what comes of it: the texts, the bodies and the catalogue.
//!
//! ```sh
//! cargo run --example quickstart
//! ```

use error_catalog::{ErrorCatalog, Secret, SystemError, ValidationError, catalog, dialect};

/// Sign-in and sessions.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "AUTH", registry = Codes)]
enum AuthError {
    /// The e-mail address or the password did not match an account.
    #[catalog(
        code = "AUTH_INVALID_CREDENTIALS",
        status = 401,
        log_level = "INFO",
        message = "E-mail address or password is wrong"
    )]
    InvalidCredentials,

    /// The account lacks a permission.
    #[catalog(
        code = "AUTH_INSUFFICIENT_PERMISSIONS",
        status = 403,
        log_level = "WARN",
        message = "You may not do this",
        display = "user {user} may not {action}"
    )]
    InsufficientPermissions {
        #[context]
        user: u64,
        /// What was tried.
        #[detail]
        action: String,
    },

    /// The identity provider does not answer.
    #[catalog(
        code = "AUTH_PROVIDER_DOWN",
        status = 503,
        log_level = "ERROR",
        message = "Something went wrong, please try again",
        display = "identity provider {host} timed out",
        retry_after = 60,
        severity = "CRITICAL"
    )]
    ProviderDown {
        #[context]
        host: String,
        #[secret]
        token: Secret<String>,
        #[source]
        cause: std::io::Error,
    },
}

catalog! {
    /// Every code that this service answers with.
    #[registry(service = "auth.example.com", docs = "https://docs.example.com/errors/{code}")]
    struct Codes { AuthError, SystemError, ValidationError }
}

#[expect(clippy::print_stdout, reason = "an example shows what it makes")]
fn main() {
    let errors = [
        AuthError::InvalidCredentials,
        AuthError::InsufficientPermissions { user: 7, action: "users.delete".to_owned() },
        AuthError::ProviderDown {
            host: "id.example.com".to_owned(),
            token: Secret::new("hunter2".to_owned()),
            cause: std::io::ErrorKind::TimedOut.into(),
        },
    ];
    for error in &errors {
        println!("## {}", error.code());
        println!("developers read  {error}");
        println!("users read       {}", error.user_message());
        println!("Debug            {error:?}");
        let dialects: [(&str, &dyn dialect::Dialect); 5] = [
            ("standard", &dialect::Standard),
            ("problem", &dialect::ProblemDetails),
            ("google", &dialect::Google),
            ("flat", &dialect::Flat),
            ("agent", &dialect::Agent),
        ];
        for (name, dialect) in dialects {
            let envelope =
                error.envelope().trace_id("4bf92f3577b34da6a3ce929d0e0e4736").dialect(dialect);
            println!("{name:<16} {} {}", envelope.status().as_u16(), envelope.to_json());
        }
        println!();
    }
    println!("## the catalogue\n{}", Codes::to_json());
}
