#[doc = " What signing up can answer."]
pub struct SignUp;
#[allow(
    deprecated,
    unused_qualifications,
    non_snake_case,
    clippy::same_name_method,
    reason = "the derive wrote what they would report"
)]
const _: () = {
    use _catalog::private as _p;
    use renamed as _catalog;
    type __Root = crate::Codes;
    impl _p::Raises<auth::AuthError> for SignUp {
        const LISTING: _p::Listing = _p::Listing::Whole;
    }
    #[cfg(feature = "store")]
    impl _p::Raises<StoreError<u8>> for SignUp {
        const LISTING: _p::Listing = _p::Listing::Whole;
    }
    impl _p::Raises<UserError> for SignUp {
        const LISTING: _p::Listing = _p::Listing::Some(|__error| {
            __error.downcast_ref::<UserError>().is_some_and(|__error| match __error {
                UserError::EmailExists { .. } => true,
                #[cfg(feature = "store")]
                UserError::NotFound { .. } => true,
                #[allow(unreachable_patterns, reason = "an enum may have these variants alone")]
                _ => false,
            })
        });
    }
    impl _p::TakesIn<billing::Charge> for SignUp {}
    impl _p::Raises<billing::Charge> for SignUp {
        const LISTING: _p::Listing = _p::Listing::Whole;
    }
    #[automatically_derived]
    impl SignUp {
        #[doc = r" Every entry of the set, in the order of the registry: those that it lists, those that they are sent as, those"]
        #[doc = r" of inner errors, and the code of unexpected failures."]
        pub fn entries() -> _p::Vec<&'static _catalog::Entry> {
            <Self as _catalog::CodeSet>::entries()
        }
        #[doc = r" The registry with the codes of the set alone, as data: feature `documents` of `error-catalog`."]
        pub fn spec() -> _p::Spec {
            _p::spec_of_set::<Self>()
        }
    }
    impl _p::Sealed for SignUp {}
    #[diagnostic::do_not_recommend]
    impl<H: ?::core::marker::Sized> _p::Lists<H> for SignUp {}
    #[automatically_derived]
    impl _catalog::CodeSet for SignUp {
        type Kind = _p::Part;
        type Root = __Root;
        const DECLARED: _p::DescribedSet = _p::DescribedSet {
            name: "SignUp",
            description: "What signing up can answer.",
            members: &[
                _p::Member::Enum(_p::codes_of_enum::<__Root, auth::AuthError>),
                #[cfg(feature = "store")]
                _p::Member::Enum(_p::codes_of_enum::<__Root, StoreError<u8>>),
                _p::Member::Variants(
                    _p::codes_of_enum::<__Root, UserError>,
                    &[
                        "EmailExists",
                        #[cfg(feature = "store")]
                        "NotFound",
                    ],
                ),
                _p::all_of::<__Root, billing::Charge>(),
            ],
        };
    }
};
