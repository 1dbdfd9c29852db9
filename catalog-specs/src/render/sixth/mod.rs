//! The dialect of the tests.

mod shape;

use crate::dialect::{Content, DetailsForm, Mark, Shape};

pub(super) const SIXTH: &Shape = &shape::SHAPE;
