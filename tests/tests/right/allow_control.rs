//! A text of two directions keeps its parts in order by isolates.

#![deny(warnings)]

use error_catalog::ErrorCatalog;

#[derive(Debug, ErrorCatalog)]
#[catalog(domain = "USER")]
pub enum UserError {
    #[catalog(
        code = "USER_NOT_FOUND",
        status = 404,
        log_level = "INFO",
        message = "המשתמש \u{2068}{name}\u{2069} לא נמצא",
        allow(control)
    )]
    NotFound {
        #[detail]
        name: String,
    },
}

#[test]
fn runs() {
    let error = UserError::NotFound { name: "Ada".to_owned() };
    assert_eq!(error.user_message(), "המשתמש \u{2068}Ada\u{2069} לא נמצא");
}
