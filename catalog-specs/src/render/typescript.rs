//! Stage of a document.
