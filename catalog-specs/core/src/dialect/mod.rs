//! The dialects: the response bodies of a registry, each described once as data.
//!
//! A description is a [`Shape`]. Five interpreters read it: the facade writes bodies and reads them back, and the
//! documents show examples, `OpenAPI` schemas and clients. A dialect is added by its shape, its word here
//! and its unit type in the facade.

mod agent;
mod constant;
mod flat;
mod google;
mod problem;
mod shape;
mod standard;
pub mod text;

pub use constant::{constant_body, is_constant, literals};
pub use shape::{Content, DetailsForm, Mark, Members, Shape};

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
        /// For agents: `type`, `user_message`, `error_code`, and when to retry.
        Agent = "agent",
    }
}

impl Dialect {
    /// The default dialect. The derive computes its constant bodies.
    pub const DEFAULT: Self = Self::Standard;

    /// The order in which a reader tries the marks: shapes with more marks first.
    pub const READ_ORDER: [Self; 5] =
        [Self::Problem, Self::Agent, Self::Flat, Self::Google, Self::Standard];

    /// The media type of its bodies.
    pub const fn content_type(self) -> &'static str {
        self.shape().content_type
    }

    /// The name of its type in `error_catalog::dialect`, for generated code.
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Problem => "ProblemDetails",
            _ => self.variant(),
        }
    }

    /// The status that is sent for a status.
    pub fn status(self, status: u16) -> u16 {
        self.shape().status(status)
    }

    /// The dialects whose bodies have this member beside the details, so that no detail can have its name.
    pub fn with_member(name: &str) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |dialect| {
            let members = dialect.shape().members;
            members.iter().any(|(_, content)| *content == Content::Spread)
                && members.iter().any(|(member, _)| !name.is_empty() && *member == name)
        })
    }

    /// The shape of its bodies.
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
