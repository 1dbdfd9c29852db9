// The bodies of the errors of each operation, as @hey-api/openapi-ts types them.

export type { ShowUserError as ShowUser, SignUpError as SignUp } from "./types/types.gen.js";
