import type { Actor } from '#foundation/audit.ts';

/** Says who acts now. */
export type WhoActs = () => Actor;

/** SHA-256 of a text, in hexadecimal. */
export type Sha256 = (text: string) => string;

/** The key of this instance, with which it signs what it later must recognise. */
export interface Signer {
  /** PEM, for whoever verifies elsewhere */
  readonly publicKey: string;
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}

/** A note of where the chain had got to, kept outside the database. */
export interface Anchor {
  readonly atMs: number;
  readonly sequence: number;
  readonly hash: string;
}

/** Where such notes are kept: only ever added to. */
export interface AnchorFile {
  read(): Promise<readonly Anchor[]>;
  add(anchor: Anchor): Promise<void>;
}

/** A chain that is broken, or a clock that cannot be trusted: told to those who must act. */
export type OnCheck = (check: { readonly intact: boolean; readonly faults: readonly string[] }) => void;
