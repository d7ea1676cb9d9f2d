import type { Decision } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** What is known of a file once it is written; its key is wrapped by the key of the territory. */
export interface StoredFile {
  readonly wrappedKey: string;
  readonly bytes: number;
  /** of the file as it lies on the disk */
  readonly sha256: string;
}

/** Where recordings lie, each encrypted with a key of its own. */
export interface Vault {
  /** Writes all of it or nothing. */
  write(file: string, content: Uint8Array): Promise<StoredFile>;
  /** Throws `unavailable` when the file is gone, was changed, or another key wrapped its own. */
  read(file: string, wrappedKey: string): Promise<Uint8Array>;
  /** Writes over a file and removes it; a file that is not there is removed already. */
  erase(file: string): Promise<void>;
  /** What lies there now, half-written files too. */
  files(): Promise<readonly string[]>;
}

/** SHA-256 of bytes, or of a text in UTF-8, in hexadecimal. */
export type Digest = (content: Uint8Array | string) => string;

/** The key of this instance, which signs proofs. */
export interface Signer {
  /** PEM, for whoever verifies elsewhere */
  readonly publicKey: string;
  sign(text: string): string;
}

/** What the law says of keeping pictures of one camera. */
export interface CameraCeiling {
  readonly answer: Decision;
  /** the shortest of what its purposes, its authorisations and the rule pack allow */
  readonly days: number;
}

/** Asks the law about keeping pictures. */
export interface RecordingLaw {
  /** whatever is written elsewhere, nothing is kept longer */
  readonly mostDays: number;
  /** undefined: there is no such camera */
  ceiling(tx: Tx, cameraId: number): Promise<CameraCeiling | undefined>;
  /** null: the clock is trusted */
  clockDoubtedAtMs(): Promise<number | null>;
}

/** An alert that pictures belong to. */
export interface RecordedAlert {
  readonly id: number;
  readonly ruleName: string;
}

/** Finds the alert that a rule raised at a moment. */
export type FindAlert = (
  tx: Tx,
  seen: { readonly cameraId: number; readonly ruleId: number; readonly timeMs: number },
) => Promise<RecordedAlert | undefined>;

/** A person who acts. */
export interface ActingPerson {
  readonly id: string;
  readonly name: string;
}
