//! The dialects: what the bodies of a registry look like, each described once as data.
//!
//! A description is a [`Shape`]. Five interpreters read it: the facade writes bodies and reads them back, and the
//! documents show examples, `OpenAPI` schemas and TypeScript types. A dialect is added by its shape, its word here
//! and its unit type in the facade.

mod agent;
mod constant;
mod flat;
mod google;
mod problem;
mod shape;
mod standard;
pub mod text;

pub use constant::{constant_body, is_constant, literals, start_of_code, trailing_trace_id};
pub use shape::{Content, Form, Mark, Members, Shape};

vocabulary! {
    /// A shape of a body.
    pub enum Dialect ("dialect") {
        /// `{"error": {"code", "message", "details"?, "trace_id"?}}`, the default.
        Standard = "standard",
        /// RFC 9457.
        Problem = "problem",
        /// AIP-193.
        Google = "google",
        /// `{"error_code", "message", "details"}`.
        Flat = "flat",
        /// BLK-1-06.
        Agent = "agent",
    }
}

impl Dialect {
    /// The dialect of a registry that names none. The bodies that the derive computes are of this one.
    pub const DEFAULT: Self = Self::Standard;

    /// The order in which a reader of bodies looks for the marks of each: the ones with more marks first.
    pub const READ_ORDER: [Self; 5] =
        [Self::Problem, Self::Agent, Self::Flat, Self::Google, Self::Standard];

    /// The media type of its bodies.
    pub const fn content_type(self) -> &'static str {
        self.shape().content_type
    }

    /// The status that is sent for the one of a code.
    pub fn status(self, status: u16) -> u16 {
        self.shape().status(status)
    }

    /// What its bodies look like.
    pub const fn shape(self) -> &'static Shape {
        match self {
            Self::Standard => &standard::SHAPE,
            Self::Problem => &problem::SHAPE,
            Self::Google => &google::SHAPE,
            Self::Flat => &flat::SHAPE,
            Self::Agent => &agent::SHAPE,
        }
    }
}

const _: () = assert!(
    is_constant(Dialect::DEFAULT.shape().members),
    "the default dialect is a code, a message and what may be absent"
);
