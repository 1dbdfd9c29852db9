#[doc(hidden)]
mod __registry_codes {
    #[allow(unused_imports, reason = "for the derives that the user asks for")]
    use super::*;
    #[doc = " Every code of this service."]
    pub struct Codes;
}
pub(crate) use __registry_codes::Codes;
#[allow(
    deprecated,
    unused_qualifications,
    non_snake_case,
    clippy::same_name_method,
    reason = "the derive wrote what they would report"
)]
#[allow(long_running_const_eval, reason = "tens of thousands of codes take their time")]
const _: () = {
    use _catalog::private as _p;
    use :: error_catalog as _catalog;
    struct __Ours<H>(::core::marker::PhantomData<H>);
    trait __Foreign {
        const OURS: ::core::primitive::bool = false;
    }
    impl<H> __Foreign for __Ours<H> {}
    impl __Ours<Codes> {
        const OURS: ::core::primitive::bool = true;
    }
    type __Listed0 = auth::AuthError;
    #[cfg(feature = "store")]
    type __Listed1 = StoreError<u8>;
    const __RETIRED: &[(&::core::primitive::str, &::core::primitive::str)] =
        &[("AUTH_OLD", "2.0: use AUTH_NEW")];
    static __OWN: &[_p::List] = &[
        _p::list_of_enum::<Codes, __Listed0>(
            <__Ours<<__Listed0 as _catalog::ErrorCatalog>::Home>>::OURS,
        ),
        #[cfg(feature = "store")]
        _p::list_of_enum::<Codes, __Listed1>(
            <__Ours<<__Listed1 as _catalog::ErrorCatalog>::Home>>::OURS,
        ),
        _p::List::of_retired(__RETIRED),
    ];
    static __INCLUDED: &[&[_p::List]] = &[_p::lists_of_registry::<billing::Codes>()];
    const __COUNT: ::core::primitive::usize = _p::count_lists(__OWN, __INCLUDED);
    static __LISTS: [_p::List; __COUNT] = _p::all_lists(__OWN, __INCLUDED);
    const __WORDS: _p::Words<{ _p::count_slots(_p::count_words(&__LISTS)) }, __COUNT> =
        _p::words(&__LISTS);
    const __CLASHES: ::core::primitive::bool = _p::index::<
        { _p::count_slots(_p::count_keys(&__LISTS, &__WORDS.shared)) },
    >(&__LISTS, &__WORDS.shared)
    .clashes;
    const __DISTINCT: ::core::primitive::usize =
        _p::count_distinct(&__LISTS, &__WORDS.slots, __CLASHES);
    static __SETTINGS: _p::Settings = _p::Settings::new(<Codes as _catalog::Registry>::get)
        .show_cause(_p::shows_causes::<Codes>())
        .dialect(&_catalog::dialect::ProblemDetails)
        .locales(&["ja"])
        .internal("SYSTEM_INTERNAL_ERROR");
    static __CHECKED: _p::Checked<'_> = _p::Checked {
        lists: &__LISTS,
        words: &__WORDS.slots,
        clashes: __CLASHES,
        settings: &__SETTINGS,
        require_grpc: false,
    };
    const INTERNAL_IS_A_CODE: () = __CHECKED.internal();
    const CODES_ARE_UNIQUE: () = __CHECKED.duplicates();
    const RETIRED_CODES_ARE_UNUSED: () = __CHECKED.all_retired();
    const CODES_FIT_TOGETHER: () = __CHECKED.names();
    const TEXTS_ARE_COMPLETE: () = __CHECKED.locales();
    #[automatically_derived]
    impl Codes {
        #[doc = r" Every entry of the registry, in listing and then declaration order."]
        pub const ALL: &'static [&'static _catalog::Entry] = _p::all_entries::<Self>();
        #[doc = r" Looks a code up; a code that another one replaced finds its successor."]
        pub fn get(
            code: &::core::primitive::str,
        ) -> ::core::option::Option<&'static _catalog::Entry> {
            <Self as _catalog::Registry>::get(code)
        }
        #[doc = r" The whole registry as data, for documents: feature `documents` of `error-catalog`."]
        pub fn spec() -> _p::Spec {
            _p::spec::<Self>()
        }
        #[doc = r" The documents of the registry, to be written or checked by a test: feature `documents`"]
        #[doc = r" of `error-catalog`."]
        pub fn outputs() -> _p::Outputs {
            _p::outputs(_p::spec::<Self>())
        }
        #[doc = r" One body of every code in every dialect, for a snapshot: feature `testing` of"]
        #[doc = r" `error-catalog`."]
        pub fn samples() -> _p::Samples {
            _p::samples(_p::spec::<Self>())
        }
        #[doc = r" The catalogue as JSON: status, message and log level of each code, sorted."]
        pub fn to_json() -> _p::String {
            _p::to_json::<Self>()
        }
    }
    impl _p::Sealed for Codes {}
    impl _p::Table for Codes {
        const DISTINCT: &'static [&'static _catalog::Entry] =
            &_p::distinct::<__DISTINCT>(&__LISTS, &__WORDS.slots);
        const LISTED: &'static [&'static _catalog::Entry] =
            &_p::listed::<{ _p::count_listed(&__LISTS) }>(&__LISTS);
        const INDEX: &'static [::core::primitive::u64] = &_p::index::<
            { _p::count_slots(_p::count_keys(&__LISTS, &[true; __COUNT])) },
        >(&__LISTS, &[true; __COUNT])
        .slots;
    }
    #[automatically_derived]
    impl _catalog::Registry for Codes {
        const DESCRIBED: _p::Described = _p::Described {
            name: "Codes",
            description: "Every code of this service.",
            module: ::core::module_path!(),
            dialect: "problem",
            require_grpc: false,
            sets: &[],
        };
        const ALL: &'static [&'static _catalog::Entry] = _p::distinct_entries::<Self>();
        const LISTS: &'static [_p::List] = &__LISTS;
        const RETIRED: &'static [(
            &'static ::core::primitive::str,
            &'static ::core::primitive::str,
        )] = __RETIRED;
        type Internal = _p::Listed<{ __CHECKED.has_internal() }>;
        fn get(code: &::core::primitive::str) -> ::core::option::Option<&'static _catalog::Entry> {
            _p::find_in::<Self>(code)
        }
        fn settings() -> &'static _p::Settings {
            &__SETTINGS
        }
    }
    impl _p::Lists<Codes> for Codes {}
    impl _p::Lists<__Listed0> for Codes {}
    #[cfg(feature = "store")]
    impl _p::Lists<__Listed1> for Codes {}
    impl _p::Lists<billing::Codes> for Codes {}
};
