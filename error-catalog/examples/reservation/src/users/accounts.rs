//! The accounts there are.

use error_catalog::database::{DatabaseFailure, OrDb as _};
use error_catalog::{OrFail as _, Secret, failure::Unexpected};
use garde::Validate;
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyPool, Row as _};

use super::{Role, Status, Storable, UserError};

/// The number of the account that is there from the start.
pub const ADMINISTRATOR: u64 = 1;

#[derive(Debug, Clone, Serialize)]
pub struct User {
    pub id: u64,
    pub email: String,
    pub role: Role,
    pub status: Status,
    #[serde(skip)]
    password: Secret<String>,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    #[garde(email, length(chars, max = 254), pattern(Storable))]
    email: String,
    #[garde(length(chars, min = 8, max = 128), pattern(Storable))]
    password: String,
}

pub struct Accounts(AnyPool);

/// A value, an error of an account, or an unexpected one: any registry with both takes it in.
type Found<T> = Result<T, DatabaseFailure<UserError>>;

impl Accounts {
    pub async fn with_administrator(pool: AnyPool) -> Result<Self, sqlx::Error> {
        let administrator = "INSERT INTO users (email, password, role, status) \
                             VALUES ('admin@example.com', 'open sesame', 'administrator', 'active') \
                             ON CONFLICT (email) DO NOTHING";
        sqlx::query(administrator).execute(&pool).await?;
        Ok(Self(pool))
    }

    /// Two requests may have the same address at once: the database decides.
    pub async fn open(&self, new: NewUser) -> Found<User> {
        let insert = "INSERT INTO users (email, password, role, status) \
                      VALUES ($1, $2, 'guest', 'active') RETURNING *";
        let insert = sqlx::query(insert).bind(new.email).bind(new.password);
        let row = insert.fetch_one(&self.0).await.or_db::<UserError>()?;
        Ok(User::read(&row).or_internal()?)
    }

    pub async fn get(&self, id: u64) -> Found<User> {
        let select = sqlx::query("SELECT * FROM users WHERE id = $1").bind(key(id));
        let row = select.fetch_optional(&self.0).await.or_internal()?;
        let row = row.ok_or(UserError::NotFound { id })?;
        Ok(User::read(&row).or_internal()?)
    }

    /// A person who may sign in.
    pub async fn with_password(
        &self,
        email: &str,
        password: &str,
    ) -> Result<Option<User>, Unexpected> {
        let select = sqlx::query("SELECT * FROM users WHERE email = $1").bind(email);
        let row = select.fetch_optional(&self.0).await.or_internal()?;
        let user = row.map(|row| User::read(&row)).transpose().or_internal()?;
        Ok(user.filter(|user| user.status == Status::Active && user.password.expose() == password))
    }

    pub async fn change_status(&self, id: u64, to: Status) -> Found<User> {
        let update = "UPDATE users SET status = $2 \
                      WHERE id = $1 AND status <> 'closed' AND status <> $2 RETURNING *";
        let update = sqlx::query(update).bind(key(id)).bind(to.as_str());
        let Some(row) = update.fetch_optional(&self.0).await.or_internal()? else {
            let from = self.get(id).await?.status;
            return Err(UserError::InvalidStatus { id, from, to }.into());
        };
        Ok(User::read(&row).or_internal()?)
    }
}

impl User {
    fn read(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let (role, status): (String, String) = (row.try_get("role")?, row.try_get("status")?);
        let unknown = |word: &str| sqlx::Error::Decode(format!("`{word}` is unknown").into());
        Ok(Self {
            id: row.try_get::<i64, _>("id")?.unsigned_abs(),
            email: row.try_get("email")?,
            role: Role::parse(&role).ok_or_else(|| unknown(&role))?,
            status: Status::parse(&status).ok_or_else(|| unknown(&status))?,
            password: Secret::new(row.try_get("password")?),
        })
    }
}

/// A number as the database keeps it. One that does not fit is none of an account.
fn key(id: u64) -> i64 {
    i64::try_from(id).unwrap_or(-1)
}
