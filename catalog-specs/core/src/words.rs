//! The vocabularies of a catalogue: closed lists of words.

/// Declares an enum whose variants are words, with their spelling.
macro_rules! vocabulary {
    (
        $(#[$about:meta])*
        pub enum $Name:ident ($noun:literal) { $( $(#[$doc:meta])* $Variant:ident = $word:literal, )+ }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name { $( $(#[$doc])* $Variant, )+ }

        impl $Name {
            /// The name of the vocabulary in a sentence.
            pub const NOUN: &'static str = $noun;
            /// Every word, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$( Self::$Variant, )+];
            /// The spelling of every word.
            pub const WORDS: &'static [&'static str] = &[$( $word, )+];

            /// The word at an index.
            pub const fn at(place: u8) -> Option<Self> {
                $( if place == Self::$Variant as u8 { return Some(Self::$Variant); } )+
                None
            }

            /// The spelling in attributes and documents.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$Variant => $word, )+ }
            }

            /// The variant's name in Rust, for generated code.
            pub const fn variant(self) -> &'static str {
                match self { $( Self::$Variant => stringify!($Variant), )+ }
            }

            /// Parses the exact spelling.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$Variant), )+ _ => None }
            }
        }

        impl core::fmt::Display for $Name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&word).ok_or_else(|| {
                    <D::Error as serde::de::Error>::unknown_variant(&word, Self::WORDS)
                })
            }
        }
    };
}

vocabulary! {
    /// The log level of an error.
    pub enum Level ("log level") {
        /// A failure of the system that needs attention.
        Error = "ERROR",
        /// Unusual: possibly an attack or the start of a failure.
        Warn = "WARN",
        /// An ordinary error of a client, such as a wrong password.
        Info = "INFO",
        /// For development only.
        Debug = "DEBUG",
    }
}

vocabulary! {
    /// The kind of failure, which decides whether a retry can help.
    #[non_exhaustive]
    pub enum Class ("class") {
        /// A business rule forbids it.
        Business = "business",
        /// The input is invalid.
        Validation = "validation",
        /// The client is not authenticated.
        Auth = "auth",
        /// The client lacks a permission.
        Permission = "permission",
        /// The resource does not exist.
        NotFound = "not_found",
        /// The state of the resource forbids it.
        Conflict = "conflict",
        /// Too many requests.
        RateLimit = "rate_limit",
        /// A connection to another system failed.
        Network = "network",
        /// A temporary failure.
        Transient = "transient",
        /// A fault of the system.
        Technical = "technical",
    }
}

vocabulary! {
    /// The importance for operations, which selects the alert channel.
    pub enum Severity ("severity") {
        /// Log only.
        Warning = "WARNING",
        /// Needs attention within an hour.
        Error = "ERROR",
        /// Needs attention now.
        Critical = "CRITICAL",
    }
}

vocabulary! {
    /// The incident level of the runbook.
    pub enum Incident ("incident level") {
        /// The service is down: respond within 15 minutes.
        P0 = "P0",
        /// A core function is affected: respond within 1 hour.
        P1 = "P1",
        /// A function misbehaves: respond within 4 hours.
        P2 = "P2",
        /// Slow, or not critical: respond within 1 day.
        P3 = "P3",
    }
}

vocabulary! {
    /// The canonical gRPC codes other than OK.
    pub enum Grpc ("gRPC code") {
        /// The client cancelled the call.
        Cancelled = "CANCELLED",
        /// An unknown error.
        Unknown = "UNKNOWN",
        /// The arguments are invalid, whatever the state of the system.
        InvalidArgument = "INVALID_ARGUMENT",
        /// The deadline expired.
        DeadlineExceeded = "DEADLINE_EXCEEDED",
        /// The resource does not exist.
        NotFound = "NOT_FOUND",
        /// The resource already exists.
        AlreadyExists = "ALREADY_EXISTS",
        /// An authenticated client lacks a permission.
        PermissionDenied = "PERMISSION_DENIED",
        /// A quota or limit is exhausted.
        ResourceExhausted = "RESOURCE_EXHAUSTED",
        /// The state of the system does not allow the operation.
        FailedPrecondition = "FAILED_PRECONDITION",
        /// Two operations conflicted.
        Aborted = "ABORTED",
        /// A value is out of range.
        OutOfRange = "OUT_OF_RANGE",
        /// Not implemented.
        Unimplemented = "UNIMPLEMENTED",
        /// An invariant of the system is broken.
        Internal = "INTERNAL",
        /// Temporarily unavailable.
        Unavailable = "UNAVAILABLE",
        /// Data was lost or corrupted.
        DataLoss = "DATA_LOSS",
        /// The client is not authenticated.
        Unauthenticated = "UNAUTHENTICATED",
    }
}

impl Grpc {
    /// The number on the wire.
    pub const fn number(self) -> i32 {
        self as i32 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_read_back() {
        for level in Level::ALL {
            assert_eq!(Level::parse(level.as_str()), Some(*level));
        }
        for class in Class::ALL {
            assert_eq!(Class::parse(class.as_str()), Some(*class));
        }
        assert_eq!(Level::parse("error"), None);
    }

    #[test]
    fn grpc_numbers_are_those_of_the_protocol() {
        assert_eq!(Grpc::Cancelled.number(), 1);
        assert_eq!(Grpc::NotFound.number(), 5);
        assert_eq!(Grpc::Unauthenticated.number(), 16);
    }
}
