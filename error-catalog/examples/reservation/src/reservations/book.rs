//! The book of reservations.

use error_catalog::database::{DatabaseFailure, OrDb as _};
use error_catalog::{OrFail as _, ValidationError, failure::Unexpected};
use garde::Validate;
use jiff::{SignedDuration, Timestamp, Unit};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{AnyPool, Row as _};

use super::errors::FieldError;
use super::{ReservationError, Room};

/// So long before it begins a reservation can be cancelled.
const NOTICE: SignedDuration = SignedDuration::from_hours(24);

/// How often a reservation is tried. With many rivals a second attempt may end as the first.
const MOST_ATTEMPTS: u32 = 3;

#[derive(Debug, Clone, Serialize)]
pub struct Reservation {
    pub id: u64,
    pub user: u64,
    pub room: Room,
    pub starts_at: Timestamp,
    pub seats: u32,
}

#[derive(Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct NewReservation {
    #[garde(skip)]
    room: Room,
    #[garde(skip)]
    starts_at: Timestamp,
    #[garde(range(min = 1))]
    seats: u32,
}

pub struct Book(AnyPool);

/// A value, an error of a reservation, or an unexpected one.
type Found<T> = Result<T, DatabaseFailure<ReservationError>>;

impl Book {
    /// With the hall reserved in an hour, if it has no reservation.
    pub async fn with_one_of(user: u64, pool: AnyPool) -> Result<Self, Box<dyn std::error::Error>> {
        let starts_at = (Timestamp::now() + SignedDuration::from_hours(1)).round(Unit::Minute)?;
        let first = "INSERT INTO reservations (user_id, room, starts_at, seats) \
                     SELECT $1, 'hall', $2, 2 WHERE NOT EXISTS (SELECT 1 FROM reservations)";
        sqlx::query(first).bind(key(user)).bind(starts_at.as_microsecond()).execute(&pool).await?;
        Ok(Self(pool))
    }

    /// Two requests may have the same slot at once: the database decides. Their inserts may wait for each other: `PostgreSQL`
    /// then ends one of them, which finds the reservation of the other when it is tried again.
    pub async fn reserve(&self, user: u64, new: &NewReservation) -> Found<Reservation> {
        let &NewReservation { room, starts_at, .. } = new;
        let mut inserted = self.insert(user, new).await;
        for _ in 1..MOST_ATTEMPTS {
            if inserted.as_ref().is_err_and(is_deadlock) {
                inserted = self.insert(user, new).await;
            }
        }
        let row = inserted.or_db_with(|_| ReservationError::SlotUnavailable { room, starts_at })?;
        Ok(Reservation::read(&row).or_internal()?)
    }

    async fn insert(&self, user: u64, new: &NewReservation) -> Result<AnyRow, sqlx::Error> {
        let &NewReservation { room, starts_at, seats } = new;
        let insert = "INSERT INTO reservations (user_id, room, starts_at, seats) \
                      VALUES ($1, $2, $3, $4) RETURNING *";
        let insert = sqlx::query(insert).bind(key(user)).bind(room.as_str());
        let insert = insert.bind(starts_at.as_microsecond()).bind(i64::from(seats));
        insert.fetch_one(&self.0).await
    }

    pub async fn get(&self, id: u64) -> Found<Reservation> {
        let select = sqlx::query("SELECT * FROM reservations WHERE id = $1").bind(key(id));
        let row = select.fetch_optional(&self.0).await.or_internal()?;
        let row = row.ok_or(ReservationError::NotFound { id })?;
        Ok(Reservation::read(&row).or_internal()?)
    }

    pub async fn cancel(&self, id: u64) -> Found<()> {
        let deadline = self.get(id).await?.starts_at - NOTICE;
        if deadline < Timestamp::now() {
            return Err(ReservationError::CancelDeadline { deadline }.into());
        }
        let delete = sqlx::query("DELETE FROM reservations WHERE id = $1").bind(key(id));
        delete.execute(&self.0).await.or_internal()?;
        Ok(())
    }

    pub async fn all(&self) -> Result<Vec<Reservation>, Unexpected> {
        let select = sqlx::query("SELECT * FROM reservations ORDER BY id");
        let rows = select.fetch_all(&self.0).await.or_internal()?;
        rows.iter().map(Reservation::read).collect::<Result<_, _>>().or_internal()
    }
}

impl Reservation {
    fn read(row: &AnyRow) -> Result<Self, sqlx::Error> {
        let wrong = |name: &str| sqlx::Error::Decode(format!("`{name}` is out of range").into());
        let room: String = row.try_get("room")?;
        let seats: i64 = row.try_get("seats")?;
        Ok(Self {
            id: row.try_get::<i64, _>("id")?.unsigned_abs(),
            user: row.try_get::<i64, _>("user_id")?.unsigned_abs(),
            room: Room::parse(&room).ok_or_else(|| wrong("room"))?,
            starts_at: Timestamp::from_microsecond(row.try_get("starts_at")?)
                .map_err(|_| wrong("starts_at"))?,
            seats: seats.try_into().map_err(|_| wrong("seats"))?,
        })
    }
}

impl NewReservation {
    /// Checks that need several fields; all broken ones are reported together.
    pub fn check(&self) -> Result<(), ValidationError> {
        let mut broken = ValidationError::new();
        if self.starts_at <= Timestamp::now() {
            broken.push("starts_at", FieldError::Past);
        }
        let capacity = self.room.capacity();
        if self.seats > capacity {
            broken.push("seats", FieldError::Capacity { capacity });
        }
        broken.or_ok(())
    }
}

/// Whether `PostgreSQL` ended a statement because two waited for each other.
fn is_deadlock(error: &sqlx::Error) -> bool {
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.as_deref() == Some("40P01")
}

/// A number as the database keeps it. One that does not fit is none of a row.
fn key(id: u64) -> i64 {
    i64::try_from(id).unwrap_or(-1)
}
