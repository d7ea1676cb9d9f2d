import type { Role } from './permissions.ts';

/** A person who is signed in, and the session that says so. */
export interface SignedInPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly sessionId: string;
  /** a second factor stands behind the session */
  readonly secondFactor: boolean;
}

/** Sessions of people: who may sign in with what, and who a cookie stands for. */
export interface Sessions {
  /** Answers a request under /api/auth: sign in, sign out, change the password, come back from another provider. */
  handle(request: Request): Promise<Response>;
  /** The person whose session the cookie names; none when it ended. */
  personOf(headers: Headers): Promise<SignedInPerson | undefined>;
  /** Opens a session for a person who proved themselves with a passkey; answers the cookies. */
  open(personId: string): Promise<readonly string[]>;
}

/** Keeps passwords so that nobody can read them back. */
export type HashPassword = (password: string) => Promise<string>;

/** The site for which a passkey is made, as the browser sees it. */
export interface RelyingParty {
  readonly origin: string;
  readonly host: string;
}

/** What is kept of a passkey. */
export interface PasskeyValues {
  readonly id: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
}

type IsOurs = (challenge: string) => boolean;

/** The two ceremonies of WebAuthn. Whatever cannot be checked is undefined. */
export interface PasskeyCeremony {
  registrationOptions(
    at: RelyingParty,
    input: {
      readonly person: { readonly id: string; readonly email: string; readonly name: string };
      readonly known: readonly string[];
    },
  ): Promise<{ readonly challenge: string }>;
  register(at: RelyingParty, response: object, isOurs: IsOurs): Promise<PasskeyValues | undefined>;
  signInOptions(at: RelyingParty): Promise<{ readonly challenge: string }>;
  /** The new counter of the passkey. */
  signIn(
    at: RelyingParty,
    input: { readonly passkey: PasskeyValues; readonly response: object; readonly isOurs: IsOurs },
  ): Promise<number | undefined>;
}
