//! Bodies of responses, whatever the framework.

use std::borrow::Cow;

/// A body that can be made of bytes: that of axum, warp, salvo and poem, `Full<Bytes>` and others.
pub trait FromBytes: Sized {
    /// The body.
    fn from_bytes(bytes: Cow<'static, [u8]>) -> Self;
}

impl<B: From<&'static [u8]> + From<Vec<u8>>> FromBytes for B {
    fn from_bytes(bytes: Cow<'static, [u8]>) -> Self {
        match bytes {
            Cow::Borrowed(constant) => constant.into(),
            Cow::Owned(written) => written.into(),
        }
    }
}
