
    /** The error in a body; empty where it is not an error of this service. */
    public static Optional<ApiError> parse(String body) {
        return body.length() > LONGEST_BODY
            ? Optional.empty()
            : Json.parse(body).flatMap(root -> read(root, Optional.empty(), name -> Optional.empty()));
    }

    /**
     * The error in a response, whose status and headers say what the body does not.
     *
     * <p>With {@code java.net.http}: {@code parse(response.body(), response.statusCode(), response.headers()::firstValue)}.
     */
    public static Optional<ApiError> parse(String body, int status, Function<String, Optional<String>> headers) {
        return body.length() > LONGEST_BODY
            ? Optional.empty()
            : Json.parse(body).flatMap(root -> read(root, Optional.of(status), headers));
    }

    /**
     * The error in a body that a library has parsed into maps, lists, texts, numbers and booleans.
     *
     * <p>A code that is not known is kept as it came: a service may be newer than its clients.
     */
    public static Optional<ApiError> read(
            Object root, Optional<Integer> status, Function<String, Optional<String>> headers) {
        Optional<String> code = Read.textOrNone({code});
        Optional<String> message = Read.firstText({messages});
        if (code.isEmpty() || message.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> wait = {wait};
        Sent sent = new Sent(
            message.get(),
            status.or(() -> Read.status({status})),
            Read.textOrNone({trace_id}).or(() -> headers.apply("x-request-id")),
            wait.or(() -> headers.apply("retry-after").flatMap(Read::header)),
            root);
        Optional<ApiError> known;
        try {
            known = known0(code.get(), sent, {details}, {violations});
        } catch (Mismatch mismatch) {
            known = Optional.empty();
        }
        return known.or(() -> Optional.of(new UnknownError(sent, code.get())));
    }
