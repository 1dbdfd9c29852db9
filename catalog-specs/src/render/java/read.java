
    private static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Mismatch() {
            super(null, null, false, false);
        }
    }

    /** Checks values of parsed JSON. */
    private static final class Read {
        private Read() {}

        static Object member(Object value, String name) {
            return value instanceof Map<?, ?> members ? members.get(name) : null;
        }

        static Object element(Object value, String member, String text) {
            for (Object item : items(value)) {
                if (text.equals(member(item, member))) {
                    return item;
                }
            }
            return null;
        }

        static List<?> items(Object value) {
            return value instanceof List<?> items ? items : List.of();
        }

        static Optional<String> textOrNone(Object value) {
            return value instanceof String text ? Optional.of(text) : Optional.empty();
        }

        static Optional<String> firstText(Object... values) {
            for (Object value : values) {
                if (value instanceof String text) {
                    return Optional.of(text);
                }
            }
            return Optional.empty();
        }

        static Map<String, Object> objectOrEmpty(Object value) {
            return value instanceof Map<?, ?> ? object(value) : Map.of();
        }

        static Optional<Integer> status(Object value) {
            return value instanceof Number number && number.intValue() == number.doubleValue()
                ? Optional.of(number.intValue())
                : Optional.empty();
        }

        static Optional<Duration> header(String text) {
            return text.strip().matches("[0-9]{1,9}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())))
                : Optional.empty();
        }

        static Optional<Duration> seconds(Object value) {
            return value instanceof Number number && number.doubleValue() >= 0
                ? Optional.of(ofSeconds(number.doubleValue()))
                : Optional.empty();
        }

        static Optional<Duration> duration(Object value) {
            return value instanceof String text && text.matches("[0-9]{1,12}([.][0-9]{1,9})?s")
                ? Optional.of(ofSeconds(Double.parseDouble(text.substring(0, text.length() - 1))))
                : Optional.empty();
        }

        private static Duration ofSeconds(double seconds) {
            return Duration.ofMillis((long) Math.ceil(Math.min(seconds, LONGEST_WAIT.toSeconds()) * 1000));
        }

        static Map<String, Object> object(Object value) {
            if (!(value instanceof Map<?, ?> members)) {
                throw new Mismatch();
            }
            Map<String, Object> object = new LinkedHashMap<>();
            members.forEach((name, member) -> object.put(String.valueOf(name), member));
            return object;
        }

        static Object required(Map<String, Object> members, String name) {
            if (!members.containsKey(name)) {
                throw new Mismatch();
            }
            return members.get(name);
        }

        static <T> Optional<T> nullable(Object value, Function<Object, T> of) {
            return value == null ? Optional.empty() : Optional.of(of.apply(value));
        }

        static <T> Map<String, T> rest(Map<String, Object> members, List<String> named, Function<Object, T> of) {
            Map<String, T> rest = new LinkedHashMap<>();
            members.forEach((name, value) -> {
                if (!named.contains(name)) {
                    rest.put(name, of.apply(value));
                }
            });
            return rest;
        }

        static String text(Object value) {
            return textOrNone(value).orElseThrow(Mismatch::new);
        }

        static boolean bool(Object value) {
            if (value instanceof Boolean bool) {
                return bool;
            }
            throw new Mismatch();
        }

        static double number(Object value) {
            if (value instanceof Number number) {
                return number.doubleValue();
            }
            throw new Mismatch();
        }

        static long integer(Object value) {
            try {
                return bigInteger(value).longValueExact();
            } catch (ArithmeticException tooLarge) {
                throw new Mismatch();
            }
        }

        static BigInteger bigInteger(Object value) {
            if (!(value instanceof Number number)) {
                throw new Mismatch();
            }
            try {
                BigDecimal decimal = new BigDecimal(number.toString());
                // A number with a large exponent would be written out.
                if (Math.abs((long) decimal.precision() - decimal.scale()) > 64 || decimal.scale() > 64) {
                    throw new Mismatch();
                }
                return decimal.toBigIntegerExact();
            } catch (NumberFormatException | ArithmeticException notWhole) {
                throw new Mismatch();
            }
        }

        static <T> List<T> list(Object value, long length, Function<Object, T> of) {
            if (!(value instanceof List<?> items) || length >= 0 && items.size() != length) {
                throw new Mismatch();
            }
            List<T> list = new ArrayList<>();
            items.forEach(item -> list.add(of.apply(item)));
            return list;
        }

        static Object place(Object value, int at, int length) {
            return list(value, length, Function.identity()).get(at);
        }

        static List<Object> all(Object... values) {
            return new ArrayList<>(java.util.Arrays.asList(values));
        }

        static <T> Map<String, T> map(Object value, Function<Object, T> of) {
            return rest(object(value), List.of(), of);
        }

        static Map<String, Object> record(Object value, List<String> names) {
            Map<String, Object> members = object(value);
            Map<String, Object> record = new LinkedHashMap<>();
            names.forEach(name -> record.put(name, required(members, name)));
            return record;
        }

        static Map<String, Object> record(Object value, List<String> names, List<Function<Object, ?>> of) {
            Map<String, Object> record = record(value, names);
            for (int at = 0; at < names.size(); at++) {
                record.put(names.get(at), of.get(at).apply(record.get(names.get(at))));
            }
            return record;
        }
    }
