import { cocoAnnotationClasses, cocoClasses } from '#analytics/detection/coco-classes.ts';
import { VigieError } from '#foundation/errors.ts';
import { refuseForbidden } from './forbidden-labels.ts';

/** Names of the classes of a network that tells `count` apart: those given, or COCO's where the count says so. */
export function labelsFor(count: number, given: readonly string[] | undefined): readonly string[] {
  const labels = given ?? coco(count);
  refuseForbidden('--classes', labels ?? []);
  // A network whose outputs are final does not tell how many classes it has.
  if (labels !== undefined && (count === 0 || labels.length === count)) return labels;
  const message =
    labels === undefined
      ? `the network tells ${count} classes apart, which is not COCO`
      : `${labels.length} names given, the network tells ${count} classes apart`;
  const fix = 'give a file with one name a line, in the order of the network: --classes FILE';
  throw new VigieError('invalid', `--classes: ${message}`, {
    faults: [{ field: '--classes', message, fix }],
    fix,
  });
}

function coco(count: number): readonly string[] | undefined {
  if (count === 0 || count === cocoClasses.length) return cocoClasses;
  // DETR adds "no object" after the numbers of the annotations.
  if (count === 91 || count === 92) return [...cocoAnnotationClasses, ''].slice(0, count);
  return undefined;
}
