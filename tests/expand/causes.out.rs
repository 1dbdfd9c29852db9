#[automatically_derived]
impl ::core::error::Error for StoreError {
    fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
        use _p::AsError as _;
        match self {
            StoreError::Io { 0: __0, .. } => ::core::option::Option::Some(__0.__as_dyn_error()),
            StoreError::Other { source: __source, .. } => {
                ::core::option::Option::Some(__source.as_ref()?.__as_dyn_error())
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
