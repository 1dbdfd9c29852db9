#[catalog(domain = "PAYMENT", locales("ja", "en"))]
enum PaymentError {
    /// The card was refused.
    ///
    /// # Solutions
    /// Use another card.
    #[catalog(
        code = "PAYMENT_DECLINED", status = 402, log_level = INFO, formerly("CARD_DECLINED"),
        message("en" = "{reason} of \"{card}\"", "ja" = "{card}: {reason}"), ext(page = "7")
    )]
    Declined {
        /// Its last digits.
        #[detail]
        card: String,
        #[detail]
        reason: Reason,
    },
    #[catalog(
        code = "PAYMENT_DOWN", status = 503, log_level = ERROR, message("ja" = "停止中", "en" = "down"),
        retry(max = 3, base = "1s", factor = 2), retry_after = "1m", severity = CRITICAL, owner = "payments"
    )]
    Down,
}
