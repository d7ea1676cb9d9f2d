/**
 * Classes that a detector confuses on one and the same object: a track may change between them.
 * A class in no group is only ever itself.
 */
const confused: readonly (readonly string[])[] = [
  ['car', 'truck', 'bus', 'train'],
  ['bicycle', 'motorcycle'],
  ['backpack', 'handbag', 'suitcase'],
];

/** Number of the group of each label: detections of different groups are never the same object. */
export function classGroupsOf(labels: readonly string[]): Uint16Array {
  return Uint16Array.from(labels, (label, index) => {
    const group = confused.findIndex((members) => members.includes(label));
    return group === -1 ? confused.length + index : group;
  });
}

/** Whether a detector may take something of the class for something else. */
export function mayChangeClass(label: string): boolean {
  return confused.some((members) => members.includes(label));
}

/** Whether each class is one of the vehicles that a detector confuses with each other. */
export function vehicleClassesOf(labels: readonly string[]): readonly boolean[] {
  return labels.map((label) => confused[0]!.includes(label));
}

/** Vehicles of which a detector often sees a part only: the cab, or the load. */
const long: ReadonlySet<string> = new Set(['truck', 'bus', 'train']);

/** Whether each class is a vehicle of which a part is often taken for the whole. */
export function longClassesOf(labels: readonly string[]): readonly boolean[] {
  return labels.map((label) => long.has(label));
}

/** Things that stay where they were put: one that was still is waited for long. Persons and animals walk off. */
const placed: ReadonlySet<string> = new Set(
  confused.flat().concat('airplane', 'boat', 'bench', 'potted plant', 'umbrella', 'chair'),
);

/** Whether things of each class stay where they were put. */
export function placedClassesOf(labels: readonly string[]): readonly boolean[] {
  return labels.map((label) => placed.has(label));
}
