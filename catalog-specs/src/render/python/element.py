

def _element(value: object, member: str, text: str) -> object:
    for item in value if isinstance(value, list) else []:
        if _member(item, member) == text:
            return item
    return None
