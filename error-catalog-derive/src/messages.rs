//! `messages = "locales"`: where the folders of message files start, and that a change of a file builds
//! the crate anew.

#[cfg(feature = "messages")]
use std::path::PathBuf;

use catalog_specs_core::messages::MessageFiles;
use catalog_specs_syntax::messages::FolderReader;
use proc_macro2::TokenStream;
use quote::quote;

/// Reads message files below the folder of the crate's `Cargo.toml`.
#[cfg(feature = "messages")]
pub(crate) const READER: Option<&dyn FolderReader> = {
    type BelowTheCrate = catalog_specs::messages::Below<fn() -> PathBuf>;
    const BELOW_THE_CRATE: BelowTheCrate = catalog_specs::messages::Below(|| {
        std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
    });
    Some(&BELOW_THE_CRATE)
};

/// Without the feature the key says what it needs.
#[cfg(not(feature = "messages"))]
pub(crate) const READER: Option<&dyn FolderReader> = None;

/// rustc watches included files; an unused constant adds nothing to the binary.
pub(crate) fn watch(files: Option<&MessageFiles>) -> TokenStream {
    let files = files.into_iter().flat_map(|files| &files.files);
    let paths = files.filter_map(|file| file.path.to_str());
    paths
        .map(|path| {
            quote!(
                const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
            )
        })
        .collect()
}

#[cfg(all(test, not(feature = "messages")))]
mod tests {
    use catalog_specs_syntax::diag::Diag;

    use super::*;

    #[test]
    fn without_the_feature_the_key_names_the_feature() {
        let input = syn::parse_quote! {
            #[catalog(domain = "AUTH", messages = "locales", locales("ja"))]
            enum AuthError {}
        };
        let mut diag = Diag::new();
        catalog_specs_syntax::item::read_in(&input, READER, &mut diag);
        let [report] = diag.found() else { unreachable!("one mistake is one report") };
        assert!(report.text().contains("turn on feature `messages`"), "{}", report.text());
    }
}
