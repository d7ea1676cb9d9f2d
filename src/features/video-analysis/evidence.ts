/** The pictures around what a rule saw, masked, whoever is on them made coarse. */
export interface Evidence {
  readonly cameraId: number;
  readonly ruleId: number;
  /** when the rule saw it, on the stream's clock */
  readonly timeMs: number;
  readonly pictures: readonly { readonly timeMs: number; readonly jpeg: Uint8Array }[];
}
