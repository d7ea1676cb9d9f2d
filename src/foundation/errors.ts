/** Why a request cannot be met; `http/` turns each into a status. */
export type ErrorCode =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'too-many'
  | 'conflict'
  /** a view for which no motive was given */
  | 'unmotivated'
  | 'unavailable';

/** One fault of an input: where it is, what is wrong, what would mend it. */
export interface Fault {
  /** Path of the field as the person wrote it, for instance `cameras[0].rules[1].zone`. */
  readonly field: string;
  readonly message: string;
  readonly fix?: string;
}

/** An expected failure, told to the person who can mend it. */
export class VigieError extends Error {
  readonly code: ErrorCode;
  readonly faults: readonly Fault[];
  /** What to do about it, when there is one thing to do. */
  readonly fix: string | undefined;
  /** What is stored now, for one who would have changed an older state of it. */
  readonly present: object | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { faults?: readonly Fault[]; fix?: string; cause?: unknown; present?: object } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'VigieError';
    this.code = code;
    this.faults = options.faults ?? [];
    this.fix = options.fix;
    this.present = options.present;
  }
}

/** An input that names fields at fault. */
export function invalid(message: string, faults: readonly Fault[] = []): VigieError {
  return new VigieError('invalid', message, { faults });
}

/** An input with one field at fault. */
export function invalidField(field: string, message: string, fix?: string): VigieError {
  return new VigieError('invalid', `${field}: ${message}`, {
    faults: [fix === undefined ? { field, message } : { field, message, fix }],
    ...(fix === undefined ? {} : { fix }),
  });
}

/** What went wrong, in the words of whoever threw it. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
