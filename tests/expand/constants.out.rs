use _catalog::Code as __Code;
const fn __code(row: ::core::primitive::usize) -> __Code {
    __Code::at(&__ROWS, row)
}
#[automatically_derived]
impl crate::Codes {
    #[doc = "401: The token is too old."]
    pub const AUTH_TOKEN_EXPIRED: __Code = __code(0);
    #[doc = "400: 古い"]
    pub const AUTH_LEGACY: __Code = __code(1);
    #[doc = "500: rest"]
    pub const AUTH_REST: __Code = __code(2);
}
