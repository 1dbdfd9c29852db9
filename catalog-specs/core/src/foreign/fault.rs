//! The kinds of fault that tables map keys to: each has one class, one retry advice and one effect.

use crate::{Class, Retry};

/// Whether a failed operation may have had an effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It had none: it was refused, or it was undone.
    NotDone,
    /// It is unknown: the operation was sent, and its result did not arrive.
    Unknown,
}

/// A kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// No connection was made.
    Refused,
    /// No connection was made in time.
    ConnectTimeout,
    /// A connection was lost.
    Lost,
    /// There was no answer in time.
    TimedOut,
    /// The system ended the operation at a time limit and undid it.
    Cut,
    /// The system was busy, or undid the operation for another one.
    Busy,
    /// The system cannot work until it is repaired.
    Down,
    /// There were too many requests.
    Limited,
    /// The state of the data forbids it.
    Conflict,
    /// The system does not take the values.
    Input,
    /// The credentials are wrong.
    Auth,
    /// A permission is missing.
    Denied,
    /// What was asked for is not there.
    Missing,
    /// The program or its configuration is wrong.
    Broken,
}

impl Fault {
    pub(super) const fn class(self) -> Class {
        match self {
            Self::Refused | Self::ConnectTimeout | Self::Lost => Class::Network,
            Self::TimedOut | Self::Cut | Self::Busy | Self::Down => Class::Transient,
            Self::Limited => Class::RateLimit,
            Self::Conflict => Class::Conflict,
            Self::Input => Class::Validation,
            Self::Auth => Class::Auth,
            Self::Denied => Class::Permission,
            Self::Missing => Class::NotFound,
            Self::Broken => Class::Technical,
        }
    }

    pub(super) const fn retry(self) -> Retry {
        match self {
            Self::Refused | Self::ConnectTimeout | Self::Lost => Retry::Network,
            Self::TimedOut | Self::Cut | Self::Busy | Self::Limited => Retry::Transient,
            Self::Down => Retry::Unavailable,
            Self::Conflict
            | Self::Input
            | Self::Auth
            | Self::Denied
            | Self::Missing
            | Self::Broken => Retry::Never,
        }
    }

    pub(super) const fn effect(self) -> Effect {
        match self {
            Self::Lost | Self::TimedOut => Effect::Unknown,
            _ => Effect::NotDone,
        }
    }

    pub(super) const fn is_timeout(self) -> bool {
        matches!(self, Self::ConnectTimeout | Self::TimedOut | Self::Cut)
    }
}
