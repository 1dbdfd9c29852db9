//! `#[catalog(spec = "…json")]`: the enum and the spec file are held equal, and a change of the file
//! builds the crate anew.

use catalog_specs_syntax::diag::Diag;
use catalog_specs_syntax::item::CatalogItem;
use proc_macro2::TokenStream;

/// Compares an enum with the spec it names; gives what makes the compiler watch the file. An enum
/// that names none costs nothing.
pub(crate) fn hold(item: &CatalogItem<'_>, diag: &mut Diag) -> Option<TokenStream> {
    item.keys.spec.as_ref().and_then(|path| with_feature::hold(item, path, diag))
}

#[cfg(feature = "spec-file")]
mod with_feature {
    use std::path::{Path, PathBuf};

    use catalog_specs::spec;
    use catalog_specs_syntax::Spanned;
    use catalog_specs_syntax::diag::Diag;
    use catalog_specs_syntax::item::CatalogItem;
    use proc_macro2::TokenStream;
    use quote::quote;

    /// The path starts where the crate's `Cargo.toml` is.
    pub(super) fn hold(
        item: &CatalogItem<'_>,
        path: &Spanned<String>,
        diag: &mut Diag,
    ) -> Option<TokenStream> {
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
        // What could not be read the compiler would not read to an end either.
        let is_read = spec::compare_with_named_file(item, path, &package, diag);
        is_read.then(|| watch(&package.join(&path.value))).flatten()
    }

    /// rustc watches included files; an unused constant adds nothing to the binary.
    fn watch(path: &Path) -> Option<TokenStream> {
        let path = path.to_str()?;
        Some(quote! {
            const _: &[::core::primitive::u8] = ::core::include_bytes!(#path);
        })
    }
}

#[cfg(not(feature = "spec-file"))]
mod with_feature {
    use catalog_specs_core::rules;
    use catalog_specs_syntax::Spanned;
    use catalog_specs_syntax::diag::Diag;
    use catalog_specs_syntax::item::CatalogItem;
    use proc_macro2::TokenStream;

    /// Without the feature no spec file can be read.
    pub(super) fn hold(
        item: &CatalogItem<'_>,
        path: &Spanned<String>,
        diag: &mut Diag,
    ) -> Option<TokenStream> {
        let span = item.keys.pos_of("spec").unwrap_or(path.pos);
        let cure = "turn on feature `spec-file`: `error-catalog = { version = \"0.1\", features = [\"spec-file\"] }`";
        diag.report(&rules::MALFORMED, span, &[("found", "spec"), ("cure", cure)]);
        // What the spec would say is not what the enum lacks.
        diag.forget(&[&rules::MISSING_DOMAIN, &rules::MISSING_ATTRIBUTE]);
        None
    }
}

#[cfg(all(test, not(feature = "spec-file")))]
mod tests {
    use super::*;

    #[test]
    fn without_the_feature_the_key_names_the_feature() {
        let input = syn::parse_quote! {
            #[catalog(domain = "AUTH", spec = "auth.json")]
            enum AuthError {}
        };
        let mut diag = Diag::new();
        let item = catalog_specs_syntax::item::read(&input, &mut diag).unwrap();
        assert!(hold(&item, &mut diag).is_none());
        let [report] = diag.found() else { unreachable!("one mistake is one report") };
        assert!(report.text().contains("turn on feature `spec-file`"), "{}", report.text());
    }
}

#[cfg(all(test, unix, feature = "spec-file"))]
mod tests_of_files {
    use catalog_specs_syntax::diag::Diag;

    use super::hold;

    #[test]
    fn only_regular_files_are_read() {
        for (path, fault, cure) in [
            // Reading it would never end.
            ("/dev/zero", "it is a device, not a file", "name a regular file"),
            (env!("CARGO_MANIFEST_DIR"), "it is a folder, not a file", "name a file in it"),
        ] {
            let input = syn::parse_quote! {
                #[catalog(domain = "AUTH", spec = #path)]
                enum AuthError {}
            };
            let mut diag = Diag::new();
            let item = catalog_specs_syntax::item::read(&input, &mut diag).unwrap();
            assert!(hold(&item, &mut diag).is_none(), "the compiler would open it again");
            let texts: Vec<_> =
                diag.found().iter().map(catalog_specs_core::rules::BrokenRule::text).collect();
            let report = texts.iter().find(|text| text.contains(fault));
            assert!(report.is_some_and(|text| text.contains(cure)), "{texts:?}");
        }
    }
}
