//! What derive_more says in `#[error(…)]` is not thiserror's: our derive makes the traits that it is
//! not told to leave.

use std::error::Error;

use error_catalog::ErrorCatalog;

#[derive(Debug, derive_more::Error, ErrorCatalog)]
#[catalog(domain = "MORE", manual(Error))]
pub enum MoreError {
    #[catalog(code = "MORE_SOURCE", status = 500, log_level = ERROR, message = "source")]
    Source {
        #[error(source)]
        cause: std::fmt::Error,
    },
    #[catalog(code = "MORE_IGNORED", status = 500, log_level = ERROR, message = "ignored", display = "ignored {0}")]
    Ignored(#[error(not(source))] String),
}

#[test]
fn our_display_beside_their_error() {
    let source = MoreError::Source { cause: std::fmt::Error };
    assert_eq!(source.to_string(), "source");
    assert_eq!(source.code(), "MORE_SOURCE");
    assert!(source.source().unwrap().is::<std::fmt::Error>());
    assert!(MoreError::Ignored("it".to_owned()).source().is_none());
    assert_eq!(MoreError::Ignored("it".to_owned()).to_string(), "ignored it");
}

#[derive(Debug, derive_more::Display, derive_more::Error, ErrorCatalog)]
#[display("all")]
#[error(ignore)]
#[catalog(domain = "MORE", manual(Display, Error))]
#[catalog(code = "MORE_STRUCT", status = 400, log_level = INFO, message = "struct")]
pub struct MoreStruct;

#[test]
fn their_display_and_error_are_used() {
    assert_eq!(MoreStruct.to_string(), "all");
    assert_eq!(MoreStruct.user_message(), "struct");
}
