/** Structured log; a level `error` means that a person must act. Never given secrets, images or plates. */
export interface Log {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
