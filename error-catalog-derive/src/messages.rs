//! `messages = "locales"`: where the folders of message files start, and that a change of a file builds
//! the crate anew.

use std::path::PathBuf;

use catalog_specs::messages::MessageFiles;
use catalog_specs::syntax::messages::Root;
use proc_macro2::TokenStream;
use quote::quote;

/// The folder of the crate's `Cargo.toml`; nothing where nobody here can read message files.
pub(crate) fn root() -> Option<Root<'static>> {
    cfg!(feature = "messages").then_some(&|| {
        std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default()
    })
}

/// The compiler watches what it includes; of a constant that nobody uses nothing is compiled in.
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
    use catalog_specs::diag::Diag;

    use super::*;

    #[test]
    fn without_the_feature_the_key_says_what_it_needs() {
        let input = syn::parse_quote! {
            #[catalog(domain = "AUTH", messages = "locales", locales("ja"))]
            enum AuthError {}
        };
        let mut diag = Diag::new();
        catalog_specs::syntax::item::read_in(&input, root(), &mut diag);
        let [report] = diag.found() else { unreachable!("one mistake is one report") };
        assert!(report.text().contains("turn on feature `messages`"), "{}", report.text());
    }
}
