
    private static List<Violation> violations(Object value) {
        List<Violation> found = new ArrayList<>();
        for (Object item : Read.items(value)) {
            found.add(new Violation(
                {field},
                {text},
                {rule},
                {params},
                {location}));
        }
        return List.copyOf(found);
    }
