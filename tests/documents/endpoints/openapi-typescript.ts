// The bodies of the errors of each operation, as openapi-typescript types them.

import type { operations } from "./types.js";

type BodyOf<Response> = Response extends { content: infer Content } ? Exclude<Content[keyof Content], undefined> : never;
type Errors<Responses> = { [Status in Exclude<keyof Responses, 200 | 201>]: BodyOf<Responses[Status]> };
type Bodies<Responses> = Errors<Responses>[keyof Errors<Responses>];

export type SignUp = Bodies<operations["signUp"]["responses"]>;
export type ShowUser = Bodies<operations["showUser"]["responses"]>;
