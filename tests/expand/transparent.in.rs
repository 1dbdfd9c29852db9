#[catalog(domain = "SHOP", registry = crate::Codes)]
enum ShopError {
    #[catalog(transparent)]
    Cart(#[from] CartError),
    #[catalog(transparent(mask_5xx = "SHOP_DOWN"))]
    Store { inner: StoreError },
    #[catalog(code = "SHOP_DOWN", status = 503, log_level = ERROR, message = "システムエラー")]
    Down,
}
