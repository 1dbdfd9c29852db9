#[catalog(domain = "USER", registry = crate::Codes)]
enum UserError {
    #[catalog(
        code = "USER_LIMITED", status = 429, log_level = INFO, message = "{name}: {count:>3}",
        display = "{name} {count:>3} {origin}", retry = transient
    )]
    Limited {
        #[detail]
        name: String,
        #[detail("times")]
        count: u32,
        #[detail(display)]
        address: IpAddr,
        #[context]
        origin: String,
        #[secret]
        token: Secret<String>,
        #[retry_after]
        wait: Duration,
    },
    #[catalog(code = "USER_FORM", status = 422, log_level = INFO, message = "入力エラー")]
    Form(#[detail(flatten)] Fields, u8),
    #[catalog(code = "USER_GONE", status = 410, log_level = INFO, message = "退会済み")]
    Gone,
    #[catalog(same_as = Gone, display = "{0} is gone")]
    GoneToo(u64),
}
