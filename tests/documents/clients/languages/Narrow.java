import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import standard.ApiErrors;
import standard.ApiErrors.ApiError;
import standard.ApiErrors.Codes;

/** What a client writes over the Java of a registry: compiled strictly, then run. Usage: Narrow BODIES. */
public final class Narrow {
    private Narrow() {}

    static String say(ApiError error) {
        if (error instanceof ApiErrors.ReservationSlotUnavailable slot) {
            String start = slot.details().slotStart();
            BigPrice price = new BigPrice(slot.details().prices().get("room").longValueExact());
            Optional<List<String>> others = slot.details().alternatives();
            return start + " " + price.yen() + " " + others + " " + slot.details().open().get(0);
        }
        if (error instanceof ApiErrors.ReservationLimitsReached limits) {
            return "limits " + limits.details().map(details -> details.limits().toString()).orElse("none");
        }
        if (error instanceof ApiErrors.SignInError signIn && !signIn.code().equals(Codes.AUTH_INVALID_CREDENTIALS)) {
            return "sign in: " + signIn.message();
        }
        return switch (error.code()) {
            case Codes.AUTH_INVALID_CREDENTIALS -> "credentials";
            default -> error.code() + " " + (error instanceof ApiErrors.UnknownError);
        };
    }

    private record BigPrice(long yen) {}

    static void check(Object got, Object wanted) {
        if (!Objects.equals(got, wanted)) {
            throw new AssertionError(got + " is not " + wanted);
        }
    }

    static String body(String code, String details) {
        return "{\"error\":{\"code\":\"" + code + "\",\"message\":\"text\",\"details\":" + details + "}}";
    }

    static String read(String body) {
        return ApiErrors.parse(body).map(Narrow::say).orElse("no error of ours");
    }

    static void handMade() {
        String slot = "{\"slot_start\":\"10:00\",\"resource_id\":\"a\",\"position\":[1,2.5],\"open\":[true,true],\"prices\":{\"room\":7}}";
        check(read(body("RESERVATION_SLOT_UNAVAILABLE", slot)), "10:00 7 Optional.empty true");
        for (String wrong : List.of("null", "{}", "[]", slot.replace("7", "\"7\""), slot.replace("\"10:00\"", "null"),
                slot.replace("7", "1e9999"), slot.replace("7", "7.5"), slot.replace("[true,true]", "[true]"))) {
            check(read(body("RESERVATION_SLOT_UNAVAILABLE", wrong)), "RESERVATION_SLOT_UNAVAILABLE true");
        }
        check(read(body("RESERVATION_LIMITS_REACHED", "{\"rooms\":3.0}")), "limits {rooms=3}");
        check(read(body("RESERVATION_LIMITS_REACHED", "null")), "limits none");
        check(read(body("AUTH_INVALID_CREDENTIALS", "null")), "credentials");
        check(read(body("FUTURE_CODE_NEW", "null")), "FUTURE_CODE_NEW true");
        check(read(body("AUTH_PROVIDER_DOWN", "null")), "sign in: text");
        check(read(body("SYSTEM_REQUEST_TIMEOUT", "null")), "SYSTEM_REQUEST_TIMEOUT false");
        for (String other : List.of("{\"error\":\"down\"}", "{\"error\":{\"code\":5,\"message\":\"\"}}", "null", "<html>", "",
                "[]", "[".repeat(100000), "{\"a\":1,}", "\"\\ud800\"", "1".repeat(100000))) {
            check(read(other), "no error of ours");
        }
        Map<String, String> headers = Map.of("retry-after", "7", "x-request-id", "t-1");
        Function<String, Optional<String>> later = name -> Optional.ofNullable(headers.get(name));
        ApiError limited = ApiErrors.parse(body("AUTH_RATE_LIMITED", "{\"limit\":4}"), 429, later).orElseThrow();
        check(limited.isRetryable(), true);
        check(limited.retryAfter(), Optional.of(Duration.ofSeconds(7)));
        check(limited.traceId(), Optional.of("t-1"));
        check(limited.backoff().flatMap(backoff -> backoff.delay(2)), Optional.of(Duration.ofMillis(4500)));
        check(limited.backoff().flatMap(backoff -> backoff.delay(5)), Optional.empty());
        ApiError future = ApiErrors.parse(body("FUTURE_CODE_NEW", "null"), 503, name -> Optional.of("999999999")).orElseThrow();
        check(future.isRetryable(), true);
        check(future.retryAfter(), Optional.of(Duration.ofDays(1)));
        // As a library has parsed it.
        Map<String, Object> parsed = Map.of("error",
            Map.of("code", "AUTH_RATE_LIMITED", "message", "text", "details", Map.of("limit", 4.0)));
        ApiError read = ApiErrors.read(parsed, Optional.empty(), name -> Optional.empty()).orElseThrow();
        check(read instanceof ApiErrors.AuthRateLimited known ? known.details().limit() : -1, 4L);
        check(new ApiErrors.ApiException(read).getMessage(), "AUTH_RATE_LIMITED: text");
        check(ApiErrors.ENTRIES.get(Codes.AUTH_PROVIDER_DOWN).retryAfter(), Optional.of(Duration.ofMinutes(1)));
    }

    private record Dialect(String name, Function<String, Optional<String>> parse) {}

    /** Every example body is a known error; a part of a body is no error, and breaks nothing. */
    static void examples(Path folder) throws IOException {
        List<Dialect> dialects = List.of(
            new Dialect("standard", body -> ApiErrors.parse(body).map(e -> e.code() + " " + (e instanceof ApiErrors.KnownError))),
            new Dialect("problem", body -> problem.ApiErrors.parse(body).map(e -> e.code() + " " + (e instanceof problem.ApiErrors.KnownError))),
            new Dialect("google", body -> google.ApiErrors.parse(body).map(e -> e.code() + " " + (e instanceof google.ApiErrors.KnownError))),
            new Dialect("flat", body -> flat.ApiErrors.parse(body).map(e -> e.code() + " " + (e instanceof flat.ApiErrors.KnownError))),
            new Dialect("agent", body -> agent.ApiErrors.parse(body).map(e -> e.code() + " " + (e instanceof agent.ApiErrors.KnownError))));
        for (Dialect dialect : dialects) {
            List<String> lines = lines(folder, dialect.name());
            for (String line : lines) {
                String[] parts = line.split("\t", 2);
                check(dialect.name() + dialect.parse().apply(parts[1]), dialect.name() + Optional.of(parts[0] + " true"));
                check(dialect.parse().apply(parts[1].replace(parts[0], "FUTURE_CODE")), Optional.of("FUTURE_CODE false"));
                for (int end = 0; end < parts[1].length(); end++) {
                    check(dialect.parse().apply(parts[1].substring(0, end)), Optional.empty());
                }
            }
            check(lines.size(), ApiErrors.ENTRIES.size());
        }
        var down = google.ApiErrors.parse(example(folder, "google", "AUTH_PROVIDER_DOWN")).orElseThrow();
        check(down.retryAfter(), Optional.of(Duration.ofMinutes(1)));
        check(down.status(), Optional.of(503));
        check(down.traceId(), Optional.of("4bf92f3577b34da6a3ce929d0e0e4736"));
        var form = problem.ApiErrors.parse(example(folder, "problem", "VALIDATION_ERROR")).orElseThrow();
        check(form instanceof problem.ApiErrors.ValidationError invalid ? invalid.violations().get(0).field() : "", "#/email");
    }

    /** A detail of another type makes an unknown error. */
    static void typed(Path folder) throws IOException {
        for (String line : lines(folder, "typed")) {
            String[] parts = line.split("\t", 2);
            boolean isKnown = odd_names_standard.ApiErrors.parse(parts[1])
                .filter(error -> error instanceof odd_names_standard.ApiErrors.KnownError)
                .isPresent();
            check(parts[1] + isKnown, parts[1] + parts[0]);
        }
    }

    private static List<String> lines(Path folder, String dialect) throws IOException {
        return Files.readAllLines(folder.resolve(dialect + ".tsv"), StandardCharsets.UTF_8);
    }

    private static String example(Path folder, String dialect, String code) throws IOException {
        return lines(folder, dialect).stream().filter(line -> line.startsWith(code + "\t")).findFirst().orElseThrow().split("\t", 2)[1];
    }

    public static void main(String[] arguments) throws IOException {
        handMade();
        typed(Path.of(arguments[0]));
        examples(Path.of(arguments[0]));
    }
}
