//! The codes of errors that a service beneath the edge returns.

use core::error::Error;
use core::fmt::{self, Write as _};

use core::time::Duration;
use http::StatusCode;

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

/// An error of a layer that answers requests in place of the service.
///
/// It is recognized by its texts. A downcast would need `tower`, `tokio` and `tonic` as dependencies (features `tower` and
/// `actix` have none of them), and would miss the errors of every other version of them. A test of the layer runs the real
/// ones; types with other texts are named with `answer_error`.
pub(super) struct OfLayer {
    debug: &'static str,
    /// Empty where it differs between versions, and `debug` is no name that others give.
    display: &'static str,
    pub(super) status: StatusCode,
    /// Whether clients cause it at will, by sending more than the service takes.
    pub(super) is_provoked: bool,
    /// How long the client should wait.
    pub(super) wait: Option<Duration>,
}

impl OfLayer {
    const TIMEOUT: Self = Self {
        debug: "",
        display: "",
        status: StatusCode::REQUEST_TIMEOUT,
        is_provoked: true,
        wait: None,
    };
    const UNAVAILABLE: Self = Self { status: StatusCode::SERVICE_UNAVAILABLE, ..Self::TIMEOUT };

    const ALL: [Self; 4] = [
        // The timeouts of tower and tokio.
        Self { debug: "Elapsed(())", ..Self::TIMEOUT },
        // The timeout of tonic.
        Self { debug: "TimeoutExpired(())", ..Self::TIMEOUT },
        Self {
            debug: "Overloaded",
            display: "service overloaded",
            // Load that is shed is over in a moment.
            wait: Some(Duration::from_secs(1)),
            ..Self::UNAVAILABLE
        },
        Self {
            debug: "Closed",
            display: "buffer's worker closed unexpectedly",
            is_provoked: false,
            ..Self::UNAVAILABLE
        },
    ];

    fn is(&self, error: &(dyn Error + 'static)) -> bool {
        is_text(self.debug, &format_args!("{error:?}"))
            && (self.display.is_empty() || is_text(self.display, &format_args!("{error}")))
    }
}

/// The error of a layer in a chain of causes.
pub(super) fn of_layer(error: &(dyn Error + 'static)) -> Option<&'static OfLayer> {
    static KNOWN: [OfLayer; 4] = OfLayer::ALL;
    links(error).find_map(|link| KNOWN.iter().find(|known| known.is(link)))
}

fn is_text(expected: &'static str, written: &fmt::Arguments<'_>) -> bool {
    let mut rest = Expected(expected);
    // `Debug` and `Display` are user code and may panic.
    let is_present = panics::catch(|| rest.write_fmt(*written).is_ok());
    is_present.unwrap_or_default() && rest.0.is_empty()
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

    /// Named as the error of a layer is, and another.
    #[derive(Debug)]
    struct Overloaded;

    impl fmt::Display for Overloaded {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("the printer has too much paper")
        }
    }

    impl Error for Overloaded {}

    #[test]
    fn a_layer_error_is_recognized_by_its_text_anywhere_in_the_chain() {
        let status = |error: &(dyn Error + 'static)| of_layer(error).map(|known| known.status);
        assert_eq!(status(&Elapsed(())), Some(StatusCode::REQUEST_TIMEOUT));
        assert_eq!(status(&Outer(Elapsed(()))), Some(StatusCode::REQUEST_TIMEOUT));
        assert_eq!(status(&std::io::Error::other("Elapsed")), None);
        assert_eq!(status(&std::io::Error::from(std::io::ErrorKind::TimedOut)), None);
        assert_eq!(status(&Overloaded), None);
    }

    #[test]
    fn a_type_has_its_code_anywhere_in_the_chain() {
        let entry = crate::SystemError::RequestTimeout.catalog_row();
        let named = Named::for_type::<Elapsed>(entry);
        assert_eq!(named.entry(&Outer(Elapsed(()))).map(Entry::code), Some(entry.code()));
        assert!(named.entry(&fmt::Error).is_none());
    }
}
