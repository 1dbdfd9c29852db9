#[automatically_derived]
impl ::core::error::Error for StoreError {
    fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        match self {
            StoreError::Io { 0: __field_0, .. } => {
                ::core::option::Option::Some(_p::cause(__field_0).dyn_error())
            }
            StoreError::Other { source: __field_source, .. } => {
                ::core::option::Option::Some(_p::cause(__field_source.as_ref()?).dyn_error())
            }
            _ => ::core::option::Option::None,
        }
    }
}
#[automatically_derived]
impl ::core::convert::From<std::io::Error> for StoreError {
    fn from(__source: std::io::Error) -> Self {
        StoreError::Io { 0: __source }
    }
}
