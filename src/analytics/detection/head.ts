/** Kinds of detectors: they differ in what comes before and after the network only. */
export const families = ['nanodet', 'nanodet-plus', 'yolox', 'yolo', 'detr'] as const;
export type Family = (typeof families)[number];

/** NanoDet: class scores, and for each side of the box a distribution of its distance to the cell's point. */
export interface NanodetHead {
  readonly family: 'nanodet' | 'nanodet-plus';
  readonly strides: readonly number[];
  /** distances are spread over 0…regMax cells */
  readonly regMax: number;
  /** the point of a cell, in cells from its corner */
  readonly centre: number;
  /** one output a stride each, or one output that joins scores and distances of all */
  readonly outputs:
    | { readonly scores: readonly string[]; readonly distances: readonly string[] }
    | { readonly joined: string };
}

/** YOLOX: one row a cell: offset and logarithm of the size in cells, objectness, class scores. */
export interface YoloxHead {
  readonly family: 'yolox';
  readonly strides: readonly number[];
  readonly output: string;
}

/**
 * YOLO without objectness: `columns` (4 + classes rows, one column a box, as v8 writes it), `rows` (its transpose),
 * or `final` (left, top, right, bottom, score, class of boxes already suppressed).
 */
export interface YoloHead {
  readonly family: 'yolo';
  readonly layout: 'columns' | 'rows' | 'final';
  readonly output: string;
}

/**
 * DETR: a set of boxes. `logits` with boxes as centre and size 0…1; `final` with labels, scores and
 * boxes in pixels of the input.
 */
export type DetrHead = { readonly family: 'detr'; readonly boxes: string } & (
  | { readonly layout: 'logits'; readonly logits: string; readonly activation: 'sigmoid' | 'softmax' }
  | { readonly layout: 'final'; readonly scores: string; readonly labels: string }
);

/** How the outputs of a network are read. */
export type Head = NanodetHead | YoloxHead | YoloHead | DetrHead;

/** One output of a network for a batch of pictures. */
interface OutputTensor {
  readonly data: ArrayLike<number | bigint>;
  readonly dims: readonly number[];
}

/** Outputs of a network by name. */
export type OutputTensors = Readonly<Record<string, OutputTensor>>;

/** Which picture of the batch is read, by which measure. */
export interface Reading {
  readonly picture: number;
  readonly inputWidth: number;
  readonly inputHeight: number;
  readonly confidence: number;
}

/** Real values of an output; the decoders are never given names the graph does not have. */
export function floats(outputs: OutputTensors, name: string): Float32Array {
  return outputs[name]!.data as Float32Array;
}
