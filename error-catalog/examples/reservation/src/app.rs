//! What the handlers share.

use std::path::PathBuf;
use std::sync::Arc;

use error_catalog::Failure;
use tokio::sync::Mutex;

use crate::auth::Sessions;
use crate::catalogue::Codes;
use crate::reservations::Book;
use crate::users::{self, Accounts};

/// What a handler returns: a value, or any error of the catalogue.
pub type Answer<T> = Result<T, Failure<Codes>>;

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
