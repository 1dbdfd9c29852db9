//! The codes of errors that a service beneath the edge returns.

use core::error::Error;
use core::fmt::{self, Write as _};

use crate::Entry;
use crate::causes::links;
use crate::panics;

/// The code of errors of one type.
#[derive(Clone, Copy)]
pub(super) struct Named {
    is: fn(&(dyn Error + 'static)) -> bool,
    entry: &'static Entry,
}

impl Named {
    pub(super) fn for_type<E: Error + 'static>(entry: &'static Entry) -> Self {
        Self { is: |error| error.is::<E>(), entry }
    }

    /// The entry of an error, if it or one of its causes is of the type.
    pub(super) fn entry(&self, error: &(dyn Error + 'static)) -> Option<&'static Entry> {
        links(error).any(self.is).then_some(self.entry)
    }
}

/// Whether an error is the `Elapsed` of a timeout around the service.
///
/// It is recognized by its `Debug`. A downcast would need `tower` and `tokio` as dependencies (features `tower` and
/// `actix` have neither), and would miss the `Elapsed` of every other version of them. A test of the layer runs the real
/// timeouts of both; types with another `Debug` are named with `answer_error`.
pub(super) fn is_elapsed(error: &(dyn Error + 'static)) -> bool {
    links(error).any(|link| {
        let mut rest = Expected("Elapsed(())");
        // `Debug` is user code and may panic.
        let is_present = panics::catch(|| write!(rest, "{link:?}").is_ok());
        is_present.unwrap_or_default() && rest.0.is_empty()
    })
}

/// Accepts exactly this text; any other text fails at its first differing piece.
struct Expected(&'static str);

impl fmt::Write for Expected {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(piece).ok_or(fmt::Error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalogued as _;

    #[derive(Debug)]
    struct Elapsed(());

    #[derive(Debug)]
    struct Outer(Elapsed);

    impl fmt::Display for Elapsed {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let () = self.0;
            f.write_str("deadline has elapsed")
        }
    }

    impl Error for Elapsed {}

    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("outer")
        }
    }

    impl Error for Outer {
        fn source(&self) -> Option<&(dyn Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn a_timeout_is_told_by_its_name_wherever_it_stands_in_the_chain() {
        assert!(is_elapsed(&Elapsed(())));
        assert!(is_elapsed(&Outer(Elapsed(()))));
        assert!(!is_elapsed(&std::io::Error::other("Elapsed")));
        assert!(!is_elapsed(&std::io::Error::from(std::io::ErrorKind::TimedOut)));
    }

    #[test]
    fn a_type_has_its_code_wherever_it_stands_in_the_chain() {
        let entry = crate::SystemError::RequestTimeout.catalog_row();
        let named = Named::for_type::<Elapsed>(entry);
        assert_eq!(named.entry(&Outer(Elapsed(()))).map(Entry::code), Some(entry.code()));
        assert!(named.entry(&fmt::Error).is_none());
    }
}
