//! What the handlers share.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use error_catalog::Failure;
use tokio::sync::Mutex;

use crate::auth::Sessions;
use crate::database;
use crate::reservations::Book;
use crate::users::{self, Accounts};

/// What a handler returns: a value, or an error of its set.
pub type Answer<T, Set> = Result<T, Failure<Set>>;

/// What the service knows. Sessions end with the process.
pub struct App {
    pub accounts: Accounts,
    pub sessions: Mutex<Sessions>,
    pub book: Book,
    /// The folder of the backups.
    pub backups: PathBuf,
}

impl App {
    /// With an administrator, and in an empty book a reservation of theirs that begins in an hour.
    pub async fn new(
        backups: PathBuf,
        database: Option<String>,
        longest_wait: Duration,
    ) -> Result<Arc<Self>, Box<dyn Error>> {
        let pool = database::connect(database, longest_wait).await?;
        let accounts = Accounts::with_administrator(pool.clone()).await?;
        let book = Book::with_one_of(users::ADMINISTRATOR, pool).await?;
        Ok(Arc::new(Self { accounts, sessions: Mutex::default(), book, backups }))
    }
}
