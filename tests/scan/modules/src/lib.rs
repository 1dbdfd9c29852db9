//! Every way in which a module is found.

mod beside;
pub mod within;
#[path = "elsewhere/named.rs"]
mod renamed;

mod inline {
    pub mod inner;
    #[path = "by_path.rs"]
    mod other;
}

#[path = "moved"]
mod folder {
    mod leaf;
}

include!("included.rs");

#[cfg(test)]
mod tests;

/// Strings and comments that look like modules: mod nothing;
const _NO_MODULE: &str = "mod nothing;";

// mod nothing;
fn body() {
    // The braces of this text do not count: "}".
    let _ = ("}", '}', r#"mod "nothing"; }"#);
}
