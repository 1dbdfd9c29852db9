#[automatically_derived]
impl<'a, K: Clone, E> ::core::fmt::Display for StoreError<'a, K, E>
where
    E: Clone,
    K: ::core::fmt::LowerHex,
    K: _p::Serialize,
    E: ::core::error::Error + 'static,
    StoreError<'a, K, E>: ::core::fmt::Debug,
{
    fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        _p::display(self, __f)
    }
}
#[automatically_derived]
impl<'a, K: Clone, E> _catalog::ErrorCatalog for StoreError<'a, K, E>
where
    E: Clone,
    K: ::core::fmt::LowerHex,
    K: _p::Serialize,
    E: ::core::error::Error + 'static,
    StoreError<'a, K, E>: _catalog::Catalogued,
{
    const DOMAIN: &'static ::core::primitive::str = "STORE";
    const ENTRIES: &'static [_catalog::Entry] = &__ENTRIES;
    type Home = crate::Codes;
}
#[automatically_derived]
impl<'a, K: Clone, E> _p::Derived for StoreError<'a, K, E>
where
    E: Clone,
    K: ::core::fmt::LowerHex,
    K: _p::Serialize,
    E: ::core::error::Error + 'static,
{
}
#[automatically_derived]
impl<'a, K: Clone, E> _p::Rows for StoreError<'a, K, E>
where
    E: Clone,
    K: ::core::fmt::LowerHex,
    K: _p::Serialize,
    E: ::core::error::Error + 'static,
{
    type Itself = Self;
    const ROWS: &'static [_catalog::Entry] = &__ENTRIES;
    const KEYS: &'static [::core::primitive::u64] = __KEYS;
    const WORDS: &'static [::core::primitive::u64] = __WORDS;
    const REFERS: ::core::primitive::bool = false;
    const MASKS: &'static [&'static ::core::primitive::str] = &[];
    const PLACE: _p::Place = __PLACE;
}
