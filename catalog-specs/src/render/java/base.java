
    /** How often and how fast to try again: the number of retries, the wait before the first, and the factor from each wait to the next. */
    public record Backoff(int max, Duration base, long factor) {
        /** The wait before a retry, counted from 0; empty after the last one. */
        public Optional<Duration> delay(int attempt) {
            if (attempt < 0 || attempt >= max) {
                return Optional.empty();
            }
            double millis = base.toMillis() * Math.pow(factor, attempt);
            return Optional.of(Duration.ofMillis((long) Math.min(millis, LONGEST_WAIT.toMillis())));
        }
    }

    /** What is known of a code without an error at hand. The message is for users, placeholders open. */
    public record Entry(
            int status,
            String errorClass,
            boolean isRetryable,
            Optional<Backoff> backoff,
            Optional<Duration> retryAfter,
            String message) {}

    /** What every error has, as it was sent. The body is a parsed one. */
    public record Sent(
            String message,
            Optional<Integer> status,
            Optional<String> traceId,
            Optional<Duration> retryAfter,
            Object body) {}

    /** A field of the input that breaks a rule. Its location is `query`, `path`, `header` or `cookie`; empty for the body. */
    public record Violation(
            String field,
            String text,
            Optional<String> rule,
            Map<String, Object> params,
            Optional<String> location) {}

    /** An error of the service. */
    public sealed interface ApiError permits KnownError, UnknownError {
        /** What every error has. */
        Sent sent();

        /** The code. */
        String code();

        /** The text for users. */
        default String message() {
            return sent().message();
        }

        /** The HTTP status: as it was sent, or that of the code. */
        default Optional<Integer> status() {
            return sent().status().or(() -> entry().map(Entry::status));
        }

        /** The id under which the service logged the error. */
        default Optional<String> traceId() {
            return sent().traceId();
        }

        /** Whether trying again can help: by the code, or by the status where the code is unknown. */
        default boolean isRetryable() {
            return entry().map(Entry::isRetryable).orElseGet(() -> sent().status().filter(RETRYABLE::contains).isPresent());
        }

        /** How long to wait before trying again: as the service says, or as the code has it; a day at most. */
        default Optional<Duration> retryAfter() {
            return sent().retryAfter()
                .or(() -> entry().flatMap(Entry::retryAfter))
                .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        }

        /** How often and how fast to try again. */
        default Optional<Backoff> backoff() {
            return entry().flatMap(Entry::backoff);
        }

        private Optional<Entry> entry() {
            return Optional.ofNullable(ENTRIES.get(code()));
        }
    }

    /** An error whose code is newer than this file, or that lacks what its code promises. */
    public record UnknownError(Sent sent, String code) implements ApiError {}

    /** Throws an error of the service. */
    public static final class ApiException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient ApiError error;

        public ApiException(ApiError error) {
            super(error.code() + ": " + error.message());
            this.error = error;
        }

        /** The error; null after deserialization. */
        public ApiError error() {
            return error;
        }
    }

    private static final Duration LONGEST_WAIT = Duration.ofSeconds({longest});

    private static final int LONGEST_BODY = 1 << 20;

    private static final Set<Integer> RETRYABLE = Set.of({statuses});

    /** Every code with what is known of it. */
    public static final Map<String, Entry> ENTRIES = entries();
