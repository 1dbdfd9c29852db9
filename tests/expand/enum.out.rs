#[allow(
    deprecated,
    unused_qualifications,
    non_snake_case,
    clippy::same_name_method,
    reason = "the derive wrote what they would report"
)]
const _: () = {
    use _catalog::private as _p;
    use :: error_catalog as _catalog;
    const __DECLARED: &_p::Declared = {
        static __ENUM: _p::Declared = _p::Declared::new(
            "AUTH",
            "AuthError",
            ::core::module_path!(),
            "Sign-in and sessions.",
            &[],
        );
        &__ENUM
    };
    static __ENTRIES: [_catalog::Entry; 1usize] = {
        use _catalog::Entry as __Entry;
        use _p::NO_FACTS as __NO_FACTS;
        [__Entry(
            "AUTH_TOKEN_EXPIRED",
            "TokenExpired",
            "期限切れです",
            "{\"error\":{\"code\":\"AUTH_TOKEN_EXPIRED\",\"message\":\"期限切れです\"}}",
            &_p::Shared(__DECLARED, &[]),
            __NO_FACTS,
            4012,
        )]
    };
    const __KEYS: &[::core::primitive::u64] = &[6714216267072405505];
    const __WORDS: &[::core::primitive::u64] = &[14534557955753246720];
    const __PLACE: _p::Place =
        _p::Place { file: ::core::file!(), line: ::core::line!(), lines: &[4] };
    #[automatically_derived]
    impl ::core::fmt::Display for AuthError {
        fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            _p::display(self, __f)
        }
    }
    #[automatically_derived]
    impl ::core::error::Error for AuthError {}
    #[automatically_derived]
    impl _catalog::Catalogued for AuthError
    where
        for<'__e> AuthError: ::core::error::Error,
    {
        fn catalog_row(&self) -> &'static _catalog::Entry {
            let __entry: ::core::primitive::usize = match self {
                AuthError::TokenExpired => 0,
            };
            _p::entry_at(&__ENTRIES, __entry)
        }
        fn catalog_fields(&self, fields_: &mut dyn _p::Fields) {
            let _ = fields_;
        }
        fn catalog_settings(&self) -> &'static _p::Settings {
            static __SETTINGS: _p::Settings =
                _p::Settings::new(|__code| _p::find(__KEYS, &__ENTRIES, __code));
            &__SETTINGS
        }
    }
    #[automatically_derived]
    impl _catalog::ErrorCatalog for AuthError
    where
        for<'__e> AuthError: _catalog::Catalogued,
    {
        const DOMAIN: &'static ::core::primitive::str = "AUTH";
        const ENTRIES: &'static [_catalog::Entry] = &__ENTRIES;
        type Home = Self;
    }
    #[automatically_derived]
    impl _p::Derived for AuthError {}
    #[automatically_derived]
    impl _p::Rows for AuthError {
        type Itself = Self;
        const ROWS: &'static [_catalog::Entry] = &__ENTRIES;
        const KEYS: &'static [::core::primitive::u64] = __KEYS;
        const WORDS: &'static [::core::primitive::u64] = __WORDS;
        const REFERS: ::core::primitive::bool = false;
        const MASKS: &'static [&'static ::core::primitive::str] = &[];
        const PLACE: _p::Place = __PLACE;
    }
    #[allow(dead_code, non_camel_case_types, reason = "rustc alone reads it")]
    trait the_key_registry_is_missing_here {
        const AUTH_TOKEN_EXPIRED: ();
    }
};
