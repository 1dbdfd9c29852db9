//! The types of the ready sets.

/// What `Json<T>` and `Valid<T>` of axum and actix can answer: the body is of another media type, too large, or not JSON, or
/// fields of it are invalid.
#[derive(Debug, Clone, Copy)]
pub enum JsonBody {}

/// What `Form<T>` can answer: the body is of another media type, too large, or not readable, or fields of it are invalid.
#[derive(Debug, Clone, Copy)]
pub enum FormBody {}

/// What `Path<T>` and `Query<T>` can answer: a part of the address is not readable, or parameters are invalid.
#[derive(Debug, Clone, Copy)]
pub enum PathAndQuery {}
