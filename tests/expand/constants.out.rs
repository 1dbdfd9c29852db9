type __Registry = crate::Codes;
const _: () = {
    use _catalog::Code;
    const fn __code(entry: ::core::primitive::usize) -> Code {
        Code::at(&__ENTRIES, entry)
    }
    #[automatically_derived]
    impl __Registry {
        #[doc = "`AUTH_TOKEN_EXPIRED`: status 401, level INFO, message `期限切れです`\n\nThe token is too old."]
        pub const AUTH_TOKEN_EXPIRED: Code = __code(0);
        #[doc = "`auth.legacy`: status 400, level INFO, message `古い`"]
        pub const AUTH_LEGACY: Code = __code(1);
        #[doc = "`AUTH_REST`: status 500, level ERROR, message `rest`"]
        pub const AUTH_REST: Code = __code(2);
    }
};
