import type { Actor } from '#foundation/audit.ts';

/** Says who acts now. */
export type WhoActs = () => Actor;
