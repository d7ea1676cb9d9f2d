/** Boxes of one picture before suppression, as columns that grow: left, top, right, bottom in pixels of the input. */
export class Candidates {
  count = 0;
  boxesXyxy = new Float32Array(4 * 256);
  scores = new Float32Array(256);
  classIds = new Uint16Array(256);

  clear(): void {
    this.count = 0;
  }

  add(classId: number, score: number, left: number, top: number, right: number, bottom: number): void {
    if (this.count === this.scores.length) this.#grow();
    const index = this.count++;
    this.classIds[index] = classId;
    this.scores[index] = score;
    this.boxesXyxy[4 * index] = left;
    this.boxesXyxy[4 * index + 1] = top;
    this.boxesXyxy[4 * index + 2] = right;
    this.boxesXyxy[4 * index + 3] = bottom;
  }

  #grow(): void {
    const { boxesXyxy, scores, classIds } = this;
    this.boxesXyxy = new Float32Array(boxesXyxy.length * 2);
    this.boxesXyxy.set(boxesXyxy);
    this.scores = new Float32Array(scores.length * 2);
    this.scores.set(scores);
    this.classIds = new Uint16Array(classIds.length * 2);
    this.classIds.set(classIds);
  }
}
