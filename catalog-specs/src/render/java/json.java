
    /** Reads JSON into maps, lists, texts, numbers and booleans. */
    private static final class Json {
        private static final int DEEPEST = 64;

        private static final int LONGEST_NUMBER = 64;

        private final String text;

        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Optional<Object> parse(String text) {
            Json json = new Json(text);
            try {
                Object value = json.value(0);
                json.skipBlanks();
                return json.at == text.length() ? Optional.ofNullable(value) : Optional.empty();
            } catch (Mismatch mismatch) {
                return Optional.empty();
            }
        }

        private Object value(int depth) {
            if (depth > DEEPEST) {
                throw new Mismatch();
            }
            skipBlanks();
            return switch (peek()) {
                case '{' -> object(depth);
                case '[' -> list(depth);
                case '"' -> string();
                case 't' -> word("true", true);
                case 'f' -> word("false", false);
                case 'n' -> word("null", null);
                default -> number();
            };
        }

        private Map<String, Object> object(int depth) {
            Map<String, Object> members = new LinkedHashMap<>();
            at++;
            if (takes('}')) {
                return members;
            }
            do {
                skipBlanks();
                String name = string();
                expect(':');
                members.put(name, value(depth + 1));
            } while (takes(','));
            expect('}');
            return members;
        }

        private List<Object> list(int depth) {
            List<Object> items = new ArrayList<>();
            at++;
            if (takes(']')) {
                return items;
            }
            do {
                items.add(value(depth + 1));
            } while (takes(','));
            expect(']');
            return items;
        }

        private String string() {
            if (peek() != '"') {
                throw new Mismatch();
            }
            at++;
            StringBuilder string = new StringBuilder();
            while (peek() != '"') {
                char c = text.charAt(at++);
                if (c < ' ') {
                    throw new Mismatch();
                }
                string.append(c == '\\' ? escaped() : c);
            }
            at++;
            return string.toString();
        }

        private char escaped() {
            char c = peek();
            at++;
            return switch (c) {
                case '"', '\\', '/' -> c;
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'u' -> unit();
                default -> throw new Mismatch();
            };
        }

        private char unit() {
            int unit = 0;
            for (int digit = 0; digit < 4; digit++) {
                int value = Character.digit(peek(), 16);
                if (value < 0) {
                    throw new Mismatch();
                }
                unit = unit * 16 + value;
                at++;
            }
            return (char) unit;
        }

        private Object word(String word, Object value) {
            if (!text.startsWith(word, at)) {
                throw new Mismatch();
            }
            at += word.length();
            return value;
        }

        private BigDecimal number() {
            int start = at;
            while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String number = text.substring(start, at);
            if (number.length() > LONGEST_NUMBER || !number.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,4})?")) {
                throw new Mismatch();
            }
            return new BigDecimal(number);
        }

        private char peek() {
            if (at >= text.length()) {
                throw new Mismatch();
            }
            return text.charAt(at);
        }

        private boolean takes(char c) {
            skipBlanks();
            boolean takes = at < text.length() && text.charAt(at) == c;
            at += takes ? 1 : 0;
            return takes;
        }

        private void expect(char c) {
            if (!takes(c)) {
                throw new Mismatch();
            }
        }

        private void skipBlanks() {
            while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
        }
    }
