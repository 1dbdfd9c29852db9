//! A cause as `dyn Error`, whether it is an error or a pointer to one.

use core::error::Error;
use core::ops::Deref;

/// What is behind a pointer that is no error itself, as `Box<dyn Error>` is none.
pub trait AsError<'a> {
    /// The cause.
    fn as_dyn_error(&self) -> &(dyn Error + 'a);
}

impl<'a, T: Error + 'a> AsError<'a> for T {
    fn as_dyn_error(&self) -> &(dyn Error + 'a) {
        self
    }
}

impl<'a> AsError<'a> for dyn Error + 'a {
    fn as_dyn_error(&self) -> &(dyn Error + 'a) {
        self
    }
}

impl<'a> AsError<'a> for dyn Error + Send + 'a {
    fn as_dyn_error(&self) -> &(dyn Error + 'a) {
        self
    }
}

impl<'a> AsError<'a> for dyn Error + Send + Sync + 'a {
    fn as_dyn_error(&self) -> &(dyn Error + 'a) {
        self
    }
}

/// What a `#[source]` field must be; only for the words in which the compiler refuses it.
#[diagnostic::on_unimplemented(
    message = "a `#[source]` must be an error, and `{Self}` is not",
    label = "not an error",
    note = "hold the error itself; or write `#[context]` in place of `#[source]` to log the value",
    note = "a field with the name `source` is a source without the attribute too: rename it"
)]
pub trait Source {
    /// The error.
    fn error<'f>(&'f self) -> &'f (dyn Error + 'static);
}

#[diagnostic::do_not_recommend]
impl<T: Error + 'static> Source for T {
    fn error<'f>(&'f self) -> &'f (dyn Error + 'static) {
        self
    }
}

/// A cause. The compiler looks for `dyn_error` here first, then where each `Deref` leads: an error,
/// a pointer to one, and at last what says that it is neither.
#[derive(Debug)]
pub struct Cause<'f, T>(Pointer<'f, T>);

/// A cause that is no error, but may point to one.
#[derive(Debug)]
pub struct Pointer<'f, T>(PointerToPointer<'f, T>);

/// A cause that points to no error either, but perhaps to what points to one: `Arc<Box<dyn Error>>`.
#[derive(Debug)]
pub struct PointerToPointer<'f, T>(NoError<'f, T>);

/// A cause that is none.
#[derive(Debug)]
pub struct NoError<'f, T>(&'f T);

/// The cause in a field.
pub fn cause<T>(field: &T) -> Cause<'_, T> {
    Cause(Pointer(PointerToPointer(NoError(field))))
}

impl<'f, T: Error + 'static> Cause<'f, T> {
    /// The field itself.
    pub fn dyn_error(&self) -> &'f (dyn Error + 'static) {
        self.0.0.0.0
    }
}

impl<'f, T: Deref<Target: AsError<'static>>> Pointer<'f, T> {
    /// What the field points to.
    pub fn dyn_error(&self) -> &'f (dyn Error + 'static) {
        self.0.0.0.deref().as_dyn_error()
    }
}

impl<'f, T: Deref<Target: Deref<Target: AsError<'static>>>> PointerToPointer<'f, T> {
    /// What the pointer in the field points to.
    pub fn dyn_error(&self) -> &'f (dyn Error + 'static) {
        self.0.0.deref().deref().as_dyn_error()
    }
}

impl<'f, T> NoError<'f, T> {
    /// Does not compile, which the method says and not the type: so the compiler finds it and refuses
    /// it in the words of [`Source`].
    pub fn dyn_error(&self) -> &'f (dyn Error + 'static)
    where
        T: Source,
    {
        self.0.error()
    }
}

impl<'f, T> Deref for Cause<'f, T> {
    type Target = Pointer<'f, T>;

    fn deref(&self) -> &Pointer<'f, T> {
        &self.0
    }
}

impl<'f, T> Deref for Pointer<'f, T> {
    type Target = PointerToPointer<'f, T>;

    fn deref(&self) -> &PointerToPointer<'f, T> {
        &self.0
    }
}

impl<'f, T> Deref for PointerToPointer<'f, T> {
    type Target = NoError<'f, T>;

    fn deref(&self) -> &NoError<'f, T> {
        &self.0
    }
}
