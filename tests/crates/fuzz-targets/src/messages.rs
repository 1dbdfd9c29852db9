//! Message files of two languages, the second after a line `---`, read for an enum and for a registry.

use catalog_specs::messages::Below;
use catalog_specs_syntax::diag::{self, Diag};
use catalog_specs_syntax::item;
use catalog_specs_syntax::registry::RegistryItem;
use quote::quote;

use crate::{expand, folder};

pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (english, japanese) = text.split_once("\n---\n").unwrap_or((text, text));
    let files = [("locales/en.json", english), ("locales/ja.json", japanese)];
    folder::with_files(&files, |root| {
        let reader = Below(|| root.to_owned());
        let input = syn::parse2(quote! {
            #[catalog(domain = "AUTH", locales("en", "ja"), messages = "locales", status = 401, log_level = "INFO")]
            enum AuthError {
                #[catalog(code = "AUTH_TOKEN_EXPIRED")]
                TokenExpired,
                #[catalog(code = "AUTH_USER_BLOCKED")]
                UserBlocked { #[detail] name: String, #[detail] count: u32 },
                #[catalog(code = "AUTH_KEY_LOST", public_as = "AUTH_TOKEN_EXPIRED")]
                KeyLost { #[context] key: String },
            }
        })
        .expect("it is an enum");
        let mut diag = Diag::new();
        let item = item::read_in(&input, Some(&reader), &mut diag).expect("it has a domain");
        let output = expand::catalog_item(&item);
        finish(diag);
        syn::parse2::<syn::File>(output).expect("what macros write is Rust");

        let mut registry: RegistryItem = syn::parse2(quote! {
            #[registry(locales("en", "ja"), messages = "locales")]
            pub struct Codes { AuthError }
        })
        .expect("it is a registry");
        let mut diag = Diag::new();
        registry.check(&mut diag);
        registry.read_messages(Some(&reader), &mut diag);
        let output = expand::registry(&registry, std::iter::empty());
        finish(diag);
        syn::parse2::<syn::File>(output).expect("what macros write is Rust");
    });
}

fn finish(diag: Diag) {
    if let Err(error) = diag::finish(diag) {
        assert!(!error.to_string().trim().is_empty());
    }
}
