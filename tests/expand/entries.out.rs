const __DECLARED: &_p::Declared = {
    static __ENUM: _p::Declared =
        _p::Declared::new("PAYMENT", "PaymentError", ::core::module_path!(), "", &["ja", "en"]);
    &__ENUM
};
static __ENTRIES: [_catalog::Entry; 2usize] = {
    use _catalog::Entry as __Entry;
    use _p::NO_FACTS as __NO_FACTS;
    [
        __Entry(
            "PAYMENT_DECLINED",
            "Declined\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}{reason} of \"{card}\"\u{1f}\u{1f}The card was refused.\u{1f}\u{1f}\u{1f}\u{1f}Use another card.",
            "{card}: {reason}",
            "",
            &_p::Shared(
                __DECLARED,
                &[
                    _p::Detail::new("card", "String", "Its last digits.", false),
                    _p::Detail::new("reason", "Reason", "", false),
                ],
            ),
            &[
                _p::Fact::List(_p::Key::Formerly, &["CARD_DECLINED"]),
                _p::Fact::Pairs(_p::Key::Ext, &[("page", "7")]),
            ],
            4022,
        ),
        __Entry(
            "PAYMENT_DOWN",
            "Down\u{1f}\u{1f}\u{1f}\u{1f}payments\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}\u{1f}down\u{1f}{\"error\":{\"code\":\"PAYMENT_DOWN\",\"message\":\"down\"}}",
            "停止中",
            "{\"error\":{\"code\":\"PAYMENT_DOWN\",\"message\":\"停止中\"}}",
            &_p::Shared(__DECLARED, &[]),
            &[
                _p::Fact::Retry(
                    _p::Key::Retry,
                    _p::Retry::Custom(_p::Backoff {
                        max: 3u32,
                        base: ::core::time::Duration::new(1u64, 0u32),
                        factor: 2u32,
                        idempotent: false,
                    }),
                ),
                _p::Fact::Duration(_p::Key::RetryAfter, ::core::time::Duration::new(60u64, 0u32)),
                _p::Fact::Word(_p::Key::Severity, 2),
            ],
            5030,
        ),
    ]
};
const __KEYS: &[::core::primitive::u64] =
    &[4729515409114398721, 14094622760386953217, 16356707921620369410];
const __WORDS: &[::core::primitive::u64] = &[4399805475198074880, 18158728938954686464];
const __PLACE: _p::Place =
    _p::Place { file: ::core::file!(), line: ::core::line!(), lines: &[8, 19] };
