/** Names of the 80 classes of COCO, in the order of its detectors: the vocabulary of rules and lines. */
export const cocoClasses: readonly string[] = [
  'person, bicycle, car, motorcycle, airplane, bus, train, truck, boat, traffic light, fire hydrant',
  'stop sign, parking meter, bench, bird, cat, dog, horse, sheep, cow, elephant, bear, zebra, giraffe',
  'backpack, umbrella, handbag, tie, suitcase, frisbee, skis, snowboard, sports ball, kite',
  'baseball bat, baseball glove, skateboard, surfboard, tennis racket, bottle, wine glass, cup, fork',
  'knife, spoon, bowl, banana, apple, sandwich, orange, broccoli, carrot, hot dog, pizza, donut, cake',
  'chair, couch, potted plant, bed, dining table, toilet, tv, laptop, mouse, remote, keyboard',
  'cell phone, microwave, oven, toaster, sink, refrigerator, book, clock, vase, scissors, teddy bear',
  'hair drier, toothbrush',
].flatMap((row) => row.split(', '));

/** Numbers of COCO's annotations, 0…90, that name no class. */
const unusedNumbers = new Set([0, 12, 26, 29, 30, 45, 66, 68, 69, 71, 83]);

/** The classes by the numbers of the COCO annotations, as some DETR-like detectors use them; unused ones are empty. */
export const cocoAnnotationClasses: readonly string[] = byAnnotationNumber();

function byAnnotationNumber(): string[] {
  const names = cocoClasses.values();
  return Array.from({ length: 91 }, (_, number) =>
    unusedNumbers.has(number) ? '' : (names.next().value ?? ''),
  );
}
