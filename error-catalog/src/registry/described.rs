//! A registry's declaration, for documents.

/// The parts of a registry's declaration that are not in its [`Settings`](crate::dialect::Settings).
#[derive(Debug, Clone, Copy)]
pub struct Described {
    /// The name of the registry.
    pub name: &'static str,
    /// Its doc comment.
    pub description: &'static str,
    /// Its module.
    pub module: &'static str,
    /// The dialect as it was written.
    pub dialect: &'static str,
    /// Whether an ambiguous status asks for a gRPC code.
    pub require_grpc: bool,
}
