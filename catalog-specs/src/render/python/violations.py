

def _violations(value: object) -> Sequence[Violation]:
    found = []
    for item in value if isinstance(value, list) else []:
        members = _object_or_empty(item)
        found.append(
            Violation(
                field={field},
                text={text},
                rule={rule},
                params={params},
                location={location},
            )
        )
    return found
