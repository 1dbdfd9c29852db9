//! The closed vocabularies of a catalogue: one list of words each, parsed and printed in one place.

/// Declares an enum whose variants are words of the catalogue, spelled as people write them.
macro_rules! vocabulary {
    (
        $(#[$about:meta])*
        pub enum $Name:ident ($noun:literal) { $( $(#[$doc:meta])* $Variant:ident = $word:literal, )+ }
    ) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name { $( $(#[$doc])* $Variant, )+ }

        impl $Name {
            /// What one of these words is called in a sentence.
            pub const NOUN: &'static str = $noun;
            /// Every word, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$( Self::$Variant, )+];
            /// Every word as it is spelled.
            pub const WORDS: &'static [&'static str] = &[$( $word, )+];

            /// The word at a place of the vocabulary.
            pub const fn at(place: u8) -> Option<Self> {
                $( if place == Self::$Variant as u8 { return Some(Self::$Variant); } )+
                None
            }

            /// The word as it is spelled in attributes and documents.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$Variant => $word, )+ }
            }

            /// The variant's name in Rust, for generated code.
            pub const fn variant(self) -> &'static str {
                match self { $( Self::$Variant => stringify!($Variant), )+ }
            }

            /// Reads a word, exactly as it is spelled.
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
    /// How loudly an error is logged.
    pub enum Level ("log level") {
        /// A failure of the system that somebody must look at.
        Error = "ERROR",
        /// Unusual, perhaps an attack or the start of a failure.
        Warn = "WARN",
        /// An ordinary error of a caller, such as a wrong password.
        Info = "INFO",
        /// Only of interest while developing.
        Debug = "DEBUG",
    }
}

vocabulary! {
    /// What kind of failure a code is, which decides whether a retry can help.
    pub enum Class ("class") {
        /// A rule of the business says no.
        Business = "business",
        /// The input is not acceptable.
        Validation = "validation",
        /// Who is calling is not known.
        Auth = "auth",
        /// The caller may not do this.
        Permission = "permission",
        /// The thing is not there.
        NotFound = "not_found",
        /// The thing is in a state that forbids this.
        Conflict = "conflict",
        /// Too many calls.
        RateLimit = "rate_limit",
        /// The way to another system failed.
        Network = "network",
        /// It will pass by itself.
        Transient = "transient",
        /// A fault of the system.
        Technical = "technical",
    }
}

vocabulary! {
    /// How much an error matters to operations: it picks the alert channel.
    pub enum Severity ("severity") {
        /// Log only.
        Warning = "WARNING",
        /// Somebody should look within the hour.
        Error = "ERROR",
        /// Somebody must look now.
        Critical = "CRITICAL",
    }
}

vocabulary! {
    /// The incident level of the runbook.
    pub enum Incident ("incident level") {
        /// The service is down: fifteen minutes.
        P0 = "P0",
        /// A core function is affected: one hour.
        P1 = "P1",
        /// Some function misbehaves: four hours.
        P2 = "P2",
        /// Slow, or not critical: one day.
        P3 = "P3",
    }
}

vocabulary! {
    /// The canonical gRPC codes other than OK.
    pub enum Grpc ("gRPC code") {
        /// The caller gave up.
        Cancelled = "CANCELLED",
        /// Nothing better is known.
        Unknown = "UNKNOWN",
        /// The arguments are wrong whatever the state of the system.
        InvalidArgument = "INVALID_ARGUMENT",
        /// Too late.
        DeadlineExceeded = "DEADLINE_EXCEEDED",
        /// The thing is not there.
        NotFound = "NOT_FOUND",
        /// The thing is there already.
        AlreadyExists = "ALREADY_EXISTS",
        /// A known caller may not do this.
        PermissionDenied = "PERMISSION_DENIED",
        /// A quota or a limit is used up.
        ResourceExhausted = "RESOURCE_EXHAUSTED",
        /// The system is not in the state this needs.
        FailedPrecondition = "FAILED_PRECONDITION",
        /// Two operations met.
        Aborted = "ABORTED",
        /// Past the end.
        OutOfRange = "OUT_OF_RANGE",
        /// Not offered here.
        Unimplemented = "UNIMPLEMENTED",
        /// An invariant of the system is broken.
        Internal = "INTERNAL",
        /// For the moment not available.
        Unavailable = "UNAVAILABLE",
        /// Data is lost for good.
        DataLoss = "DATA_LOSS",
        /// The caller is not known.
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
    fn every_word_reads_back_as_itself() {
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
