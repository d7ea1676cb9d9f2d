import type { Checked, DeviceFacts, FoundDevice, TriedStream } from '#features/cameras/ports.ts';

/** What the process that tries cameras is told, once. */
export interface CheckOrder {
  readonly networks: readonly string[];
  readonly sourcesDirectory: string;
  readonly memoryLimitMb: number;
  readonly work:
    | {
        readonly kind: 'stream';
        readonly url: string;
        readonly masks: readonly (readonly (readonly [number, number])[])[];
      }
    | { readonly kind: 'discover'; readonly port?: number }
    | {
        readonly kind: 'device';
        readonly service: string;
        readonly username: string;
        readonly password: string;
      };
}

/** What it answers. */
export type CheckAnswer = Checked<TriedStream | readonly FoundDevice[] | DeviceFacts>;
