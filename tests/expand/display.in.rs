#[catalog(domain = "USER")]
enum UserError {
    #[catalog(
        code = "USER_LIMITED", status = 429, log_level = INFO, message = "no more for {name}",
        display = "{name} of {{{count}}}, {name}"
    )]
    Limited {
        #[detail]
        name: String,
        #[context(data_class = "pii")]
        count: u32,
    },
    #[catalog(code = "USER_GONE", status = 410, log_level = INFO, message = "退会済み", display = "gone: {0:?}")]
    Gone(u64),
    #[catalog(code = "USER_TYPED", status = 410, log_level = INFO, message = "退会済み", display = "typed {id}")]
    Typed { id: UserId },
    #[catalog(same_as = Gone, display = "{0} is gone")]
    GoneToo(&'static str),
    #[catalog(transparent)]
    Inner(#[from] InnerError),
}
