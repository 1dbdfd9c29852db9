#[catalog(domain = "STORE", registry = crate::Codes)]
enum StoreError<'a, K: Clone, E = io::Error>
where
    E: Clone,
{
    #[catalog(code = "STORE_GONE", status = 410, log_level = INFO, message = "{key:#x} is gone")]
    Gone {
        #[detail]
        key: K,
        #[context]
        place: &'a str,
    },
    #[catalog(code = "STORE_DOWN", status = 500, log_level = ERROR, message = "down")]
    Down(#[source] Option<E>),
}
