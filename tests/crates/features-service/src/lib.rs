//! A service around a library that derives by default: whatever features it switches on, the library is the same.

use error_catalog::{SystemError, ValidationError, catalog};

catalog! {
    /// The codes of the service, the library's among them.
    pub struct Codes { SystemError, ValidationError, ..features_library::Codes }
}

#[cfg(test)]
mod tests {
    use std::any::type_name_of_val;
    use std::borrow::Cow;

    use error_catalog::{ErrorCatalog as _, Failure, Widen as _};
    use features_library::{LendError, Shelf as _};

    use super::Codes;

    fn taken() -> LendError {
        LendError::BookTaken { book: 7 }
    }

    /// The same under every set of features: bodies, types and the width of what a handler returns.
    #[test]
    fn the_library_answers_the_same_with_every_feature() {
        const BODY: &str =
            r#"{"error":{"code":"LEND_BOOK_TAKEN","message":"貸出中です","details":{"book":7}}}"#;
        assert_eq!(String::from(taken()), BODY);
        let response = http::Response::<Cow<'static, [u8]>>::from(taken());
        assert_eq!((response.status().as_u16(), response.body().as_ref()), (409, BODY.as_bytes()));
        assert_eq!(taken().shelved(), "LEND:LEND_BOOK_TAKEN");
        assert_eq!(type_name_of_val(&taken().status()), "http::status::StatusCode");
        assert_eq!(size_of::<Failure<Codes>>(), size_of::<usize>());
        let widened: Result<u32, Failure<Codes>> = features_library::lend(7).widen();
        assert_eq!(widened.map_err(|failure| failure.envelope().to_json()), Err(BODY.to_owned()));
    }
}
