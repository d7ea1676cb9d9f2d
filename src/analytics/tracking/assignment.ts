import { linearSumAssignment } from 'linear-sum-assignment';

/**
 * Pairs rows with columns at the least total cost, leaving a row alone rather than paying `limit` or more.
 * `costs` holds `rows` × `columns` numbers, row after row; returns the column of each row, or -1.
 */
export function assign(costs: Float64Array, rows: number, columns: number, limit: number): Int32Array {
  const columnOfRow = new Int32Array(rows).fill(-1);
  const contested = takeLonePairs(costs, rows, columns, limit, columnOfRow);
  if (contested.rows.length > 0) solve(costs, columns, limit, contested, columnOfRow);
  return columnOfRow;
}

interface Contest {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Takes the pairs that have no rival: most objects have one candidate, which has no other. */
function takeLonePairs(
  costs: Float64Array,
  rows: number,
  columns: number,
  limit: number,
  columnOfRow: Int32Array,
): Contest {
  const { ofRow, ofColumn, lastOfRow } = countCandidates(costs, rows, columns, limit);
  const contested: number[] = [];
  for (let row = 0; row < rows; row++) {
    if (ofRow[row] === 0) continue;
    const column = lastOfRow[row]!;
    if (ofRow[row] === 1 && ofColumn[column] === 1) {
      columnOfRow[row] = column;
      ofColumn[column] = 0;
    } else contested.push(row);
  }
  const open = Array.from(ofColumn.keys()).filter((column) => ofColumn[column]! > 0);
  return { rows: contested, columns: open };
}

function countCandidates(costs: Float64Array, rows: number, columns: number, limit: number) {
  const ofRow = new Int32Array(rows);
  const ofColumn = new Int32Array(columns);
  const lastOfRow = new Int32Array(rows);
  for (let at = 0; at < rows * columns; at++) {
    if (!(costs[at]! < limit)) continue;
    const row = Math.floor(at / columns);
    ofRow[row]!++;
    ofColumn[at % columns]!++;
    lastOfRow[row] = at % columns;
  }
  return { ofRow, ofColumn, lastOfRow };
}

function solve(
  costs: Float64Array,
  columns: number,
  limit: number,
  contest: Contest,
  columnOfRow: Int32Array,
): void {
  // A cost at the limit is the price of staying alone, so the total of a forced pair never wins over it.
  const matrix = contest.rows.map((row) =>
    contest.columns.map((column) => Math.min(costs[row * columns + column]!, limit)),
  );
  const { rowAssignments } = linearSumAssignment(matrix, { maximaze: false });
  contest.rows.forEach((row, index) => {
    const picked = rowAssignments[index]!;
    if (picked < 0) return;
    const column = contest.columns[picked]!;
    if (costs[row * columns + column]! < limit) columnOfRow[row] = column;
  });
}
