

def _duration(value: object) -> Optional[float]:
    found = re.fullmatch(r"([0-9]{1,12}(?:\.[0-9]{1,9})?)s", value) if isinstance(value, str) else None
    return None if found is None else _seconds(float(found[1]))
