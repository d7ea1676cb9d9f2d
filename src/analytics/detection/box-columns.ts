/** Area two boxes of the columns share; `boxes` holds left, top, right, bottom of each. */
export function sharedArea(boxes: Float32Array, a: number, b: number): number {
  const i = 4 * a;
  const j = 4 * b;
  const width = Math.min(boxes[i + 2]!, boxes[j + 2]!) - Math.max(boxes[i]!, boxes[j]!);
  const height = Math.min(boxes[i + 3]!, boxes[j + 3]!) - Math.max(boxes[i + 1]!, boxes[j + 1]!);
  return width <= 0 || height <= 0 ? 0 : width * height;
}

/** Area of a box of the columns. */
export function areaOf(boxes: Float32Array, index: number): number {
  return (boxes[4 * index + 2]! - boxes[4 * index]!) * (boxes[4 * index + 3]! - boxes[4 * index + 1]!);
}
