import type { Role } from './permissions.ts';

/** A person who is signed in. */
export interface SignedInPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** Sessions of people: who may sign in with what, and who a cookie stands for. */
export interface Sessions {
  /** Answers a request under /api/auth: sign in, sign out, change the password. */
  handle(request: Request): Promise<Response>;
  /** The person whose session the cookie names; none when it ended. */
  personOf(headers: Headers): Promise<SignedInPerson | undefined>;
}

/** Keeps passwords so that nobody can read them back. */
export type HashPassword = (password: string) => Promise<string>;
