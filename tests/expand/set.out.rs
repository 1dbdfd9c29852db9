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
    type __Listed0 = auth::AuthError;
    const __MEMBER0: _p::Member =
        _p::member::<crate::Codes, __Listed0>(::core::option::Option::None);
    impl _p::Raises<__Listed0> for SignUp {
        const IS_CHECKED: ::core::primitive::bool = _p::is_checked(&__MEMBER0);
    }
    #[cfg(feature = "store")]
    type __Listed1 = StoreError<u8>;
    #[cfg(feature = "store")]
    const __MEMBER1: _p::Member =
        _p::member::<crate::Codes, __Listed1>(::core::option::Option::None);
    #[cfg(feature = "store")]
    impl _p::Raises<__Listed1> for SignUp {
        const IS_CHECKED: ::core::primitive::bool = _p::is_checked(&__MEMBER1);
    }
    type __Listed2 = UserError;
    const __MEMBER2: _p::Member =
        _p::member::<crate::Codes, __Listed2>(::core::option::Option::Some(&[
            "EmailExists",
            #[cfg(feature = "store")]
            "NotFound",
        ]));
    impl _p::Raises<__Listed2> for SignUp {
        const IS_CHECKED: ::core::primitive::bool = _p::is_checked(&__MEMBER2);
    }
    const _: () = {
        const _: fn(&UserError) = |__error| match __error {
            UserError::EmailExists { .. } => {}
            #[allow(unreachable_patterns, reason = "an enum may have one variant")]
            _ => {}
        };
        #[cfg(feature = "store")]
        const _: fn(&UserError) = |__error| match __error {
            UserError::NotFound { .. } => {}
            #[allow(unreachable_patterns, reason = "an enum may have one variant")]
            _ => {}
        };
    };
    impl _p::TakesIn<billing::Charge> for SignUp {}
    impl _p::Raises<billing::Charge> for SignUp {
        const IS_CHECKED: ::core::primitive::bool = false;
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
    #[automatically_derived]
    impl _catalog::CodeSet for SignUp {
        type Kind = _p::Part;
        type Root = crate::Codes;
        const NAME: &'static ::core::primitive::str = "SignUp";
        const DESCRIPTION: &'static ::core::primitive::str = "What signing up can answer.";
        const IS_PART: ::core::primitive::bool = true;
        const MEMBERS: &'static [_p::Member] = &[
            __MEMBER0,
            #[cfg(feature = "store")]
            __MEMBER1,
            __MEMBER2,
            _p::all_of::<crate::Codes, billing::Charge>(),
        ];
    }
};
