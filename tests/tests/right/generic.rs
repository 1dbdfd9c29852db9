//! Lifetimes, types and constants as parameters.

#![deny(warnings)]

use error_catalog::{ErrorCatalog, catalog};

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER", registry = crate::generic::Codes)]
pub enum UserError<'a, Id, const N: usize> {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "there is no user {id}"
    )]
    NotFound {
        #[detail]
        id: Id,
        #[context]
        query: &'a str,
    },
    #[catalog(
        code = "USER_NAME_INVALID",
        status = 400,
        log_level = "INFO",
        message = "the name is not valid"
    )]
    NameInvalid { letters: [char; N] },
}

catalog! {
    pub struct Codes { UserError<'static, u64, 4> }
}

#[test]
fn runs() {
    let error: UserError<'_, u64, 4> = UserError::NotFound { id: 7, query: "id=7" };
    assert!(error.is(Codes::USER_NOT_FOUND));
    assert_eq!(error.user_message(), "there is no user 7");
    let invalid: UserError<'_, u64, 4> = UserError::NameInvalid { letters: ['a'; 4] };
    assert_eq!(invalid.code(), Codes::USER_NAME_INVALID);
}
