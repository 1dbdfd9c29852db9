//! Words that no name can be.

/// Words of Java, and methods that every record has.
pub(super) const FIELDS: &str = "\
    abstract assert boolean break byte case catch char class clone const continue default do double else enum \
    extends false final finalize finally float for getClass goto hashCode if implements import instanceof int \
    interface long native new notify notifyAll null package private protected public return short static \
    strictfp super switch synchronized this throw throws toString transient true try void volatile wait while";
