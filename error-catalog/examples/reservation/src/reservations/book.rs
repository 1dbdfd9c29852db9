//! The book of reservations.

use std::collections::BTreeMap;

use error_catalog::ValidationError;
use garde::Validate;
use jiff::{SignedDuration, Timestamp, Unit};
use serde::{Deserialize, Serialize};

use super::errors::FieldError;
use super::{ReservationError, Room};

/// How long a reservation lasts.
const SITTING: SignedDuration = SignedDuration::from_hours(2);

/// So long before it begins a reservation can be cancelled.
const NOTICE: SignedDuration = SignedDuration::from_hours(24);

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

#[derive(Default)]
pub struct Book {
    reservations: BTreeMap<u64, Reservation>,
    last: u64,
}

impl Book {
    /// With the hall reserved in an hour.
    pub fn with_one_of(user: u64) -> Result<Self, jiff::Error> {
        let starts_at = (Timestamp::now() + SignedDuration::from_hours(1)).round(Unit::Minute)?;
        let first = Reservation { id: 1, user, room: Room::Hall, starts_at, seats: 2 };
        Ok(Self { reservations: [(1, first)].into(), last: 1 })
    }

    pub fn reserve(
        &mut self,
        user: u64,
        new: &NewReservation,
    ) -> Result<&Reservation, ReservationError> {
        let &NewReservation { room, starts_at, seats } = new;
        let is_taken = |other: &Reservation| {
            other.room == room && other.starts_at.duration_since(starts_at).abs() < SITTING
        };
        if self.reservations.values().any(is_taken) {
            return Err(ReservationError::SlotUnavailable { room, starts_at });
        }
        self.last += 1;
        let reservation = Reservation { id: self.last, user, room, starts_at, seats };
        Ok(self.reservations.entry(self.last).or_insert(reservation))
    }

    pub fn get(&self, id: u64) -> Result<&Reservation, ReservationError> {
        self.reservations.get(&id).ok_or(ReservationError::NotFound { id })
    }

    pub fn cancel(&mut self, id: u64) -> Result<(), ReservationError> {
        let deadline = self.get(id)?.starts_at - NOTICE;
        if deadline < Timestamp::now() {
            return Err(ReservationError::CancelDeadline { deadline });
        }
        self.reservations.remove(&id);
        Ok(())
    }

    pub fn all(&self) -> Vec<&Reservation> {
        self.reservations.values().collect()
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
