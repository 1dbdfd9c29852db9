//! A library that derives without any feature, and does by hand what features of the facade do: each of these
//! impls would clash with one that a feature gave its enum.

use std::borrow::Cow;

use axum_core::response::{IntoResponse, Response};
use error_catalog::{ErrorCatalog, Failure, SystemError, catalog};

catalog! {
    /// The codes of the library.
    pub struct Codes { LendError, SystemError }
}

/// What can go wrong when a book is lent.
#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "LEND", registry = Codes, into_response(http))]
pub enum LendError {
    /// Another user has it.
    #[catalog(code = "LEND_BOOK_TAKEN", status = 409, log_level = "INFO", message = "貸出中です")]
    BookTaken {
        /// The number of the book.
        #[detail]
        book: u32,
    },
    /// The shelf could not be read.
    #[catalog(
        code = "LEND_SHELF_BROKEN",
        status = 500,
        log_level = "ERROR",
        message = "棚を確認できません"
    )]
    ShelfBroken(#[from] std::io::Error),
}

/// As feature `axum` could.
impl IntoResponse for LendError {
    fn into_response(self) -> Response {
        http::Response::<Cow<'static, [u8]>>::from(self).map(Into::into)
    }
}

/// As a feature for `anyhow` or another framework could.
impl From<LendError> for String {
    fn from(error: LendError) -> Self {
        error.envelope().to_json()
    }
}

/// Blanket impls over the traits of the facade, which a feature must not overlap.
pub trait Shelf {
    /// The code, as the shelf says it.
    fn shelved(&self) -> String;
}

impl<E: ErrorCatalog> Shelf for E {
    fn shelved(&self) -> String {
        format!("{}:{}", E::DOMAIN, self.code())
    }
}

/// Inferred types: a feature that added an impl of `From` could make them ambiguous.
///
/// # Errors
/// When the book is taken.
pub fn lend(book: u32) -> Result<u32, Failure<Codes>> {
    let parsed: Result<u32, _> = book.to_string().parse();
    match parsed {
        Ok(book) if book != 7 => Ok(book),
        _ => Err(LendError::BookTaken { book }.into()),
    }
}
