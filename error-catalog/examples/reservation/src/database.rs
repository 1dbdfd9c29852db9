//! The database: `SQLite` in memory, or the one that `DATABASE_URL` names.

use std::borrow::Cow;
use std::time::Duration;

use sqlx::AnyPool;
use sqlx::any::AnyPoolOptions;
use sqlx::migrate::{Migration, MigrationType, Migrator};

/// It ends with the process.
const IN_MEMORY: &str = "sqlite::memory:";

/// The first migration, for each database.
const POSTGRES: &str = include_str!("../migrations/postgres/20260101000000_create.sql");
const SQLITE: &str = include_str!("../migrations/sqlite/20260101000000_create.sql");

/// Connects, and migrates. A request waits at most this long for a connection.
pub async fn connect(url: Option<String>, longest_wait: Duration) -> Result<AnyPool, sqlx::Error> {
    sqlx::any::install_default_drivers();
    let url = url.as_deref().unwrap_or(IN_MEMORY);
    let options = AnyPoolOptions::new().acquire_timeout(longest_wait);
    let options = match url {
        // A second connection would have another database.
        IN_MEMORY => options.max_connections(1).idle_timeout(None).max_lifetime(None),
        _ => options,
    };
    let pool = options.connect(url).await?;
    let sql = if url.starts_with("postgres") { POSTGRES } else { SQLITE };
    let create = Migration::new(
        20_260_101_000_000,
        "create".into(),
        MigrationType::Simple,
        sql.into(),
        false,
    );
    let migrator = Migrator { migrations: Cow::Owned(vec![create]), ..Migrator::DEFAULT };
    migrator.run(&pool).await?;
    Ok(pool)
}
