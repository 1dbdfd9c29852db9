// The bodies of the errors of an operation, as @hey-api/openapi-ts types them.

export type { ThingsError as Agent } from "./agent/hey-api/types.gen.js";
export type { ThingsError as Custom } from "./custom/hey-api/types.gen.js";
export type { ThingsError as Flat } from "./flat/hey-api/types.gen.js";
export type { ThingsError as Google } from "./google/hey-api/types.gen.js";
export type { ThingsError as Problem } from "./problem/hey-api/types.gen.js";
export type { ThingsError as Standard } from "./standard/hey-api/types.gen.js";
