//! What the handlers share, the routes, and the layers around them.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use error_catalog::Failure;
use error_catalog::tower::CatalogLayer;
use tokio::sync::Mutex;
use tower_http::timeout::TimeoutLayer;

pub use crate::catalogue::Codes;

use crate::auth::Sessions;
use crate::reservations::Book;
use crate::users::Accounts;
use crate::{auth, backups, documents, reservations, users};

/// What a handler returns: a value, or any error of the catalogue.
pub type Answer<T> = Result<T, Failure<Codes>>;

/// More than any body of ours.
const LONGEST_BODY: usize = 16 * 1024;

/// More than any handler needs, when the client sends its body.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// What the service knows. It ends with the process.
pub struct App {
    pub accounts: Mutex<Accounts>,
    pub sessions: Mutex<Sessions>,
    pub book: Mutex<Book>,
    /// The folder of the backups.
    pub backups: PathBuf,
}

impl App {
    /// With an administrator, and a reservation of theirs that begins in an hour.
    pub fn new(backups: PathBuf) -> Result<Arc<Self>, jiff::Error> {
        let accounts = Accounts::with_administrator();
        let book = Book::with_one_of(users::ADMINISTRATOR)?;
        Ok(Arc::new(Self {
            accounts: Mutex::new(accounts),
            sessions: Mutex::default(),
            book: Mutex::new(book),
            backups,
        }))
    }
}

/// The service. The layer of the catalogue stands around all that can answer by itself.
pub fn router(app: Arc<App>) -> serde_json::Result<Router> {
    let too_slow = StatusCode::REQUEST_TIMEOUT;
    let routes = Router::new()
        .merge(auth::routes())
        .merge(users::routes())
        .merge(reservations::routes())
        .merge(backups::routes())
        .merge(documents::routes()?)
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(TimeoutLayer::with_status_code(too_slow, LONGEST_WAIT))
        .layer(CatalogLayer::<Codes>::new());
    Ok(routes.with_state(app))
}
