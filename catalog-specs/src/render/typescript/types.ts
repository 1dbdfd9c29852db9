
/** The JSON type of a detail. */
type JsonType =
  | "string"
  | "number"
  | "integer"
  | "boolean"
  | "unknown"
  | readonly ["list", JsonType, number?]
  | readonly ["map", JsonType]
  | readonly ["tuple", readonly JsonType[]]
  | readonly ["record", readonly (readonly [name: string, type: JsonType])[]]
  | readonly ["nullable", JsonType];

/** The types of the details of a code. */
interface DetailTypes {
  /** Whether an error may lack them all. */
  readonly isOptional?: true;
  readonly members: readonly (readonly [name: string, type: JsonType, isOptional?: true])[];
  /** The members with other names than these. */
  readonly others?: readonly [type: JsonType, names: readonly string[]];
}

function hasTypes(details: unknown, code: string): boolean {
  const types = has(DETAIL_TYPES, code) ? DETAIL_TYPES[code] : undefined;
  if (types === undefined) return true;
  if (details === undefined || details === null) return types.isOptional === true;
  if (!isObject(details)) return false;
  const own = details;
  const [ofOthers, named]: readonly [JsonType, readonly string[]] = types.others ?? ["unknown", []];
  return (
    types.members.every(([name, type, isOptional]) => {
      const value = has(own, name) ? own[name] : undefined;
      return value === undefined || value === null ? isOptional === true : isOfType(value, type);
    }) && Object.entries(own).every(([name, value]) => named.includes(name) || isOfType(value, ofOthers))
  );
}

function isOfType(value: unknown, type: JsonType): boolean {
  if (type === "unknown") return true;
  if (type === "integer") return Number.isInteger(value);
  if (typeof type === "string") return typeof value === type;
  const items: readonly unknown[] | undefined = Array.isArray(value) ? value : undefined;
  const members = isObject(value) ? value : undefined;
  switch (type[0]) {
    case "list": {
      const [, of, length] = type;
      const isLong = length === undefined || items?.length === length;
      return items !== undefined && isLong && items.every((item) => isOfType(item, of));
    }
    case "map": {
      const [, of] = type;
      return members !== undefined && Object.values(members).every((member) => isOfType(member, of));
    }
    case "tuple": {
      const [, places] = type;
      return items?.length === places.length && places.every((of, at) => isOfType(items[at], of));
    }
    case "record": {
      const [, named] = type;
      return members !== undefined && named.every(([name, of]) => has(members, name) && isOfType(members[name], of));
    }
    case "nullable":
      return value === null || isOfType(value, type[1]);
  }
}
