"""Compares the failures in the service's log with the codes that each operation declares.

usage: declared.py OPENAPI LOG
"""

import json
import sys
from collections import Counter


def codes(schema: object) -> set[str]:
    """The codes that a schema of bodies admits."""
    if isinstance(schema, list):
        return set().union(*map(codes, schema))
    if not isinstance(schema, dict):
        return set()
    own = schema.get("properties", {}).get("code", {}).get("enum", [])
    return set(own).union(*map(codes, schema.values()))


def declared(document: dict) -> dict[tuple[str, str], set[tuple[int, str]]]:
    """The statuses and codes of each operation."""
    operations = {}
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if method in ("get", "put", "post", "delete", "patch"):
                pairs = operations[(method.upper(), path)] = set()
                for status, response in operation["responses"].items():
                    for media in response.get("content", {}).values():
                        pairs |= {(int(status), code) for code in codes(media["schema"])}
    return operations


def main() -> int:
    document, log = sys.argv[1:]
    with open(document, encoding="utf-8") as file:
        operations = declared(json.load(file))
    seen: Counter[tuple[str, str]] = Counter()
    undeclared: Counter[str] = Counter()
    with open(log, encoding="utf-8") as file:
        for line in file:
            if not line.startswith("{"):
                continue
            record = json.loads(line)
            operation = (record.get("request", {}).get("method"), record.get("route"))
            # Requests for other routes and methods are of no operation.
            if operation not in operations:
                continue
            seen[operation] += 1
            sent = (record["status"], record["error_code"])
            if sent not in operations[operation]:
                undeclared[f"{' '.join(operation)} sent {sent}"] += 1
    for found, count in undeclared.items():
        print(f"undeclared: {found}, {count} times")
    print(f"{sum(seen.values())} failures of {len(seen)} operations, {sum(undeclared.values())} undeclared")
    return 1 if undeclared or len(seen) < len(operations) // 2 else 0


if __name__ == "__main__":
    sys.exit(main())
