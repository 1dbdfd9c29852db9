//! Recognizes the texts of libraries that report what is wrong only as a text.
//!
//! garde's `Error` is a string, and serde calls the typed constructors of `de::Error` on the format's own error,
//! which keeps a string: once such an error exists, its text is all that is left. A deserializer of our own would see the typed
//! calls, but only of errors made through it, and it would repeat all of `serde_path_to_error`. So no wording of a library is
//! written down here. Each form is made by calling the library's own constructor with a known argument.

/// The text that a library writes for one kind of error, split where it quotes its argument.
#[derive(Debug)]
pub(super) struct TextForm {
    pub(super) before: String,
    /// Nothing where the text has no argument.
    pub(super) after: Option<String>,
}

impl TextForm {
    /// The form behind a text that was written for this argument.
    pub(super) fn new(text: &str, argument: &str) -> Self {
        let has_argument = !argument.is_empty() && text != argument;
        match text.split_once(argument).filter(|_| has_argument) {
            Some((before, after)) => {
                Self { before: before.to_owned(), after: Some(after.to_owned()) }
            }
            None => Self { before: text.to_owned(), after: None },
        }
    }
}
