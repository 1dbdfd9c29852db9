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

    use catalog_specs::{rules, spec};
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
        let root = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
        let absolute = root.join(&path.value);
        let text = match std::fs::read(&absolute) {
            Ok(bytes) => bytes,
            Err(error) => {
                let fault = reason(&error);
                let cure = match nearest_file(&absolute) {
                    _ if absolute.is_dir() => "write the path of a file in it".to_owned(),
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "the path starts where the crate's `Cargo.toml` is".to_owned(),
                };
                report(path, &fault, &cure, diag);
                return None;
            }
        };
        match String::from_utf8(text) {
            Ok(text) => match spec::read_with_places(&text, &path.value) {
                Ok(catalog) => spec::compare_with_enum(item, &catalog, path, diag),
                Err(problems) => {
                    for problem in problems {
                        let (line, column) =
                            problem.place.map_or((0, 0), |place| (place.line, place.column));
                        let fault = format!("line {line}, column {column}: {}", problem.message);
                        report(path, &fault, &problem.help, diag);
                    }
                }
            },
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let before = error.as_bytes().iter().take(valid);
                let line = before.filter(|byte| **byte == b'\n').count() + 1;
                report(path, &format!("line {line}: not UTF-8"), "save it as UTF-8", diag);
            }
        }
        watch(&absolute)
    }

    fn report(path: &Spanned<String>, fault: &str, cure: &str, diag: &mut Diag) {
        let values = [("file", path.value.as_str()), ("fault", fault), ("cure", cure)];
        diag.report(&rules::SPEC_FILE, path.pos, &values);
    }

    /// In words that are the same on every system.
    fn reason(error: &std::io::Error) -> String {
        match error.kind() {
            std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
            std::io::ErrorKind::PermissionDenied => "it may not be opened".to_owned(),
            std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
            _ => error.to_string(),
        }
    }

    /// A file beside the one that is not there, by a name that comes near.
    fn nearest_file(path: &Path) -> Option<String> {
        let written = path.file_name()?.to_str()?;
        let files = std::fs::read_dir(path.parent()?).ok()?;
        let mut names: Vec<String> =
            files.filter_map(|file| file.ok()?.file_name().into_string().ok()).collect();
        names.sort();
        catalog_specs_core::nearest(written, names.iter().map(String::as_str))
            .map(ToOwned::to_owned)
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
