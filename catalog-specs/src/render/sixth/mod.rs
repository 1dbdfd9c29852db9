//! The dialect of the tests.

mod shape;

use crate::dialect::{Content, Form, Mark, Shape};

pub(super) const SIXTH: &Shape = &shape::SHAPE;
