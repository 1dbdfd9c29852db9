// The bodies of the errors of an operation, as openapi-typescript types them.

import type { operations as agent } from "./agent/openapi-typescript.js";
import type { operations as custom } from "./custom/openapi-typescript.js";
import type { operations as flat } from "./flat/openapi-typescript.js";
import type { operations as google } from "./google/openapi-typescript.js";
import type { operations as problem } from "./problem/openapi-typescript.js";
import type { operations as standard } from "./standard/openapi-typescript.js";

type BodyOf<Response> = Response extends { content: infer Content } ? Exclude<Content[keyof Content], undefined> : never;
type Bodies<Responses> = { [Status in keyof Responses]: BodyOf<Responses[Status]> }[keyof Responses];

export type Agent = Bodies<agent["things"]["responses"]>;
export type Custom = Bodies<custom["things"]["responses"]>;
export type Flat = Bodies<flat["things"]["responses"]>;
export type Google = Bodies<google["things"]["responses"]>;
export type Problem = Bodies<problem["things"]["responses"]>;
export type Standard = Bodies<standard["things"]["responses"]>;
