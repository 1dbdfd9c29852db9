#[automatically_derived]
impl ::core::fmt::Display for ShopError {
    fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        match self {
            ShopError::Cart { 0: __0, .. } => ::core::fmt::Display::fmt(__0, __f),
            ShopError::Store { inner: __inner, .. } => ::core::fmt::Display::fmt(__inner, __f),
            _ => _p::display(self, __f),
        }
    }
}
#[automatically_derived]
impl ::core::error::Error for ShopError {
    fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        match self {
            ShopError::Cart { 0: __0, .. } => ::core::error::Error::source(__0),
            ShopError::Store { inner: __inner, .. } => ::core::error::Error::source(__inner),
            _ => ::core::option::Option::None,
        }
    }
}
#[automatically_derived]
impl _catalog::Catalogued for ShopError {
    fn catalog_row(&self) -> &'static _catalog::Entry {
        let __row: ::core::primitive::usize = match self {
            ShopError::Down => 0,
            ShopError::Cart { 0: __0, .. } => return _catalog::Catalogued::catalog_row(__0),
            ShopError::Store { inner: __inner, .. } => {
                return _catalog::Catalogued::catalog_row(__inner);
            }
        };
        _p::row_at(&__ROWS, __row)
    }
    fn catalog_public_row(&self) -> &'static _catalog::Entry {
        match self {
            ShopError::Cart { 0: __0, .. } => _catalog::Catalogued::catalog_public_row(__0),
            ShopError::Store { inner: __inner, .. } => _p::mask_server_errors(
                _catalog::Catalogued::catalog_public_row(__inner),
                "SHOP_DOWN",
                self,
            ),
            _ => _p::public_row(self),
        }
    }
    fn catalog_text_row(&self) -> &'static _catalog::Entry {
        match self {
            ShopError::Cart { 0: __0, .. } => _catalog::Catalogued::catalog_text_row(__0),
            ShopError::Store { inner: __inner, .. } => _p::mask_server_errors(
                _catalog::Catalogued::catalog_text_row(__inner),
                "SHOP_DOWN",
                self,
            ),
            _ => _p::text_row(self),
        }
    }
    fn catalog_fields(&self, fields_: &mut dyn _catalog::Fields) {
        match self {
            ShopError::Cart { 0: __0, .. } => _catalog::Catalogued::catalog_fields(__0, fields_),
            ShopError::Store { inner: __inner, .. } => {
                _catalog::Catalogued::catalog_fields(__inner, fields_)
            }
            _ => {}
        }
    }
    fn catalog_settings(&self) -> &'static _catalog::Settings {
        <crate::Codes as _catalog::Lists<ShopError>>::settings()
    }
}
