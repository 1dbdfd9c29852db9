//! Words that no name can be.

/// Words of Java, and methods that every record has.
pub(super) const FIELDS: &str = "\
    abstract assert boolean break byte case catch char class clone const continue default do double else enum \
    extends false final finalize finally float for getClass goto hashCode if implements import instanceof int \
    interface long native new notify notifyAll null package private protected public return short static \
    strictfp super switch synchronized this throw throws toString transient true try void volatile wait while";

/// Words that a class cannot be called by, though a field can.
pub(super) const NO_TYPES: &str = "permits record sealed var yield";

/// Names of types that the class defines or uses. A type of the catalogue with one of them would hide it.
pub(super) const TYPES: &str = "\
    ApiError ApiException ArithmeticException ArrayList Backoff BigDecimal BigInteger Boolean Character Codes Double \
    Duration Entry Function Integer Json KnownError LinkedHashMap List Long Map Math Mismatch Number \
    NumberFormatException Object Optional Override Read RuntimeException Sent Set String StringBuilder UnknownError \
    Violation";
