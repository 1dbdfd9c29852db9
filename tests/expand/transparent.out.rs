#[automatically_derived]
impl ::core::fmt::Display for ShopError {
    fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        match self {
            ShopError::Cart { 0: __field_0, .. } => {
                _catalog::Catalogued::catalog_display(_p::held_error(__field_0), __f)
            }
            ShopError::Store { inner: __field_inner, .. } => {
                _catalog::Catalogued::catalog_display(_p::held_error(__field_inner), __f)
            }
            _ => _p::display(self, __f),
        }
    }
}
#[automatically_derived]
impl ::core::error::Error for ShopError {
    fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        match self {
            ShopError::Cart { 0: __field_0, .. } => {
                _catalog::Catalogued::catalog_source(_p::held_error(__field_0))
            }
            ShopError::Store { inner: __field_inner, .. } => {
                _catalog::Catalogued::catalog_source(_p::held_error(__field_inner))
            }
            _ => ::core::option::Option::None,
        }
    }
}
#[automatically_derived]
impl _catalog::Catalogued for ShopError
where
    for<'__e> ShopError: ::core::error::Error,
{
    fn catalog_row(&self) -> &'static _catalog::Entry {
        let __entry: ::core::primitive::usize = match self {
            ShopError::Down => 0,
            ShopError::Cart { 0: __field_0, .. } => {
                return _catalog::Catalogued::catalog_row(_p::held_error(__field_0));
            }
            ShopError::Store { inner: __field_inner, .. } => {
                return _catalog::Catalogued::catalog_row(_p::held_error(__field_inner));
            }
        };
        _p::entry_at(&__ENTRIES, __entry)
    }
    fn catalog_public_row(&self) -> &'static _catalog::Entry {
        match self {
            ShopError::Cart { 0: __field_0, .. } => {
                _catalog::Catalogued::catalog_public_row(_p::held_error(__field_0))
            }
            ShopError::Store { inner: __field_inner, .. } => _p::mask_server_errors(
                _catalog::Catalogued::catalog_public_row(_p::held_error(__field_inner)),
                "SHOP_DOWN",
                self,
            ),
            _ => _p::public_entry(self),
        }
    }
    fn catalog_text_row(&self) -> &'static _catalog::Entry {
        match self {
            ShopError::Cart { 0: __field_0, .. } => {
                _catalog::Catalogued::catalog_text_row(_p::held_error(__field_0))
            }
            ShopError::Store { inner: __field_inner, .. } => _p::mask_server_errors(
                _catalog::Catalogued::catalog_text_row(_p::held_error(__field_inner)),
                "SHOP_DOWN",
                self,
            ),
            _ => _p::text_entry(self),
        }
    }
    fn catalog_fields(&self, fields_: &mut dyn _p::Fields) {
        match self {
            ShopError::Cart { 0: __field_0, .. } => {
                _catalog::Catalogued::catalog_fields(_p::held_error(__field_0), fields_)
            }
            ShopError::Store { inner: __field_inner, .. } => {
                _catalog::Catalogued::catalog_fields(_p::held_error(__field_inner), fields_)
            }
            _ => {}
        }
    }
    fn catalog_settings(&self) -> &'static _p::Settings {
        _p::settings_of::<crate::Codes, ShopError>()
    }
}
