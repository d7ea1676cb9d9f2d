/** A line as far as its place in the chain goes. */
export interface ChainedLine {
  readonly sequence: number;
  readonly content: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** One place where a chain is not as it was written. */
export interface ChainFault {
  readonly sequence: number;
  readonly fault: string;
}

/** Where a chain begins, or has got to. */
export interface ChainPlace {
  readonly sequence: number;
  readonly hash: string;
}

/** Where every chain begins. */
export const chainStart: ChainPlace = { sequence: 0, hash: '0'.repeat(64) };

/** What the hash of a line covers: the hash before, its number, its text. */
export function hashedText(previousHash: string, sequence: number, content: string): string {
  return `${previousHash}\n${sequence}\n${content}`;
}

/** Follows a chain line by line, and notes where it is broken. */
export class ChainCheck {
  readonly #sha256: (text: string) => string;
  #place: ChainPlace;
  readonly faults: ChainFault[] = [];
  lines = 0;

  constructor(start: ChainPlace, sha256: (text: string) => string) {
    this.#place = start;
    this.#sha256 = sha256;
  }

  get place(): ChainPlace {
    return this.#place;
  }

  add(line: ChainedLine): void {
    const { sequence, hash } = this.#place;
    this.lines += 1;
    if (line.sequence > sequence + 1) {
      this.faults.push({
        sequence: sequence + 1,
        fault: `${line.sequence - sequence - 1} lines are missing`,
      });
    } else if (line.previousHash !== hash) {
      this.faults.push({ sequence: line.sequence, fault: 'does not follow from the line before' });
    }
    if (this.#sha256(hashedText(line.previousHash, line.sequence, line.content)) !== line.hash)
      this.faults.push({ sequence: line.sequence, fault: 'was changed' });
    this.#place = { sequence: line.sequence, hash: line.hash };
  }
}
