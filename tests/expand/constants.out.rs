#[automatically_derived]
impl crate::Codes {
    #[doc = "401: The token is too old."]
    pub const AUTH_TOKEN_EXPIRED: _catalog::Code = _catalog::Code::at(&__ROWS, 0);
    #[doc = "400: 古い"]
    pub const AUTH_LEGACY: _catalog::Code = _catalog::Code::at(&__ROWS, 1);
    #[doc = "500: rest"]
    pub const AUTH_REST: _catalog::Code = _catalog::Code::at(&__ROWS, 2);
}
