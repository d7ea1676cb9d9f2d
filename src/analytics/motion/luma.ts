/** A small grey picture, one byte a pixel, rows without padding: the masked picture scaled to about 100 lines. */
export interface Luma {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}
