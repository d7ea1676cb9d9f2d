/** What the page of rules says of a kind beside what its catalogue entry says. */
export interface RuleNote {
  /** what it cannot do, or what it wants */
  readonly limits: readonly string[];
  /** a rule of a territory file, without its name and kind */
  readonly example: Readonly<Record<string, unknown>>;
  readonly exampleName: string;
  /** the clip, and the rule of it, that the picture is made from */
  readonly picture: { readonly clip: string; readonly rule: string };
  /** what the picture shows */
  readonly caption: string;
}

/** The notes by kind, in the order of the page. */
export const ruleNotes: Readonly<Record<string, RuleNote>> = {
  intrusion: {
    limits: [
      'Who is hidden by more than half, or smaller than about 25 pixels in the model’s picture, is missed; `secondLook` helps with the small.',
      'It does not know staff from strangers: give it a period.',
      'A vehicle found standing when the rule starts, or parked when its period begins, is told only once it moves.',
    ],
    exampleName: 'Person in the yard at night',
    example: { zone: 'yard', classes: ['person'], period: 'Closing hours', severity: 'critical' },
    picture: { clip: 'works-road', rule: 'Person in the bed' },
    caption: 'a person walks into the flower bed',
  },
  crossing: {
    limits: [
      'An object must be seen on both sides of the line, a hundredth of the picture’s diagonal away: draw it where nothing hides those who cross, away from the border of the picture.',
      'Two who walk as one may be seen as one.',
    ],
    exampleName: 'Lorry leaves the depot',
    example: { line: 'gate', classes: ['truck'], direction: 'forward' },
    picture: { clip: 'works-road', rule: 'Towards the works' },
    caption: 'a person goes over the line towards the works',
  },
  'wrong-way': {
    limits: [
      'It tells once the vehicle is half its own size beyond the line, having come from as far on the other side: who rolls back a little is not told, and it comes a moment later than a crossing.',
      'Draw the line across one lane, where vehicles drive on.',
    ],
    exampleName: 'Against the traffic',
    example: { line: 'one-way street', direction: 'backward' },
    picture: { clip: 'works-road', rule: 'Against the traffic' },
    caption: 'a car goes over the line against the traffic',
  },
  dwell: {
    limits: [
      'Persons never alert by the time they stay, and no stay of a person is kept: only how many stayed how long.',
      'What stood in the zone when the rule started has been there since then, as far as the rule knows.',
      'A loss of a few seconds is bridged; one who is hidden for long and found elsewhere begins a new stay.',
    ],
    exampleName: 'Delivery takes too long',
    example: { zone: 'delivery bay', classes: ['truck', 'car'], longerThan: 1800 },
    picture: { clip: 'works-road', rule: 'Stays at the kerb' },
    caption: 'a car has been at the kerb for longer than nine seconds',
  },
  'stopped-vehicle': {
    limits: [
      'A vehicle is still a second and a half after it has stopped; one that creeps is not.',
      'Vehicles that stand when the rule starts never alert until they have moved.',
      'With `inTraffic: ignore`, several vehicles that stand with none getting past are traffic; each is told only if it stays once the traffic moves.',
    ],
    exampleName: 'Nobody stops before the fire exit',
    example: { zone: 'fire exit', seconds: 60, inTraffic: 'tell' },
    picture: { clip: 'works-road', rule: 'Stops at the kerb' },
    caption: 'a car stands where nobody may stop',
  },
  occupancy: {
    limits: [
      'In a dense crowd people hide one another: it counts those it can see, hence too few. Take it for a threshold, not for a head count.',
      'The number must fall by a tenth before the fact is over, so that one which hovers is told once.',
    ],
    exampleName: 'Crowd on the square',
    example: { zone: 'square', classes: ['person'], moreThan: 50, seconds: 30, meaning: 'crowd' },
    picture: { clip: 'works-road', rule: 'Three on the walk' },
    caption: 'more than three persons are on the walk',
  },
  'parking-bays': {
    limits: [
      'One zone a bay, drawn on the ground. A vehicle takes the bay that most of its foot stands in; one that stands across two takes one.',
      'A bay that is hidden keeps its state. A vehicle that is missed though nothing hides it is believed for half a minute.',
      'Bays whose cars cannot be seen apart from the camera (a low view along the row) cannot be told apart by the rule either.',
    ],
    exampleName: 'Car park nearly full',
    example: { bays: ['bay 1', 'bay 2', 'bay 3'], freeAtMost: 1 },
    picture: { clip: 'car-park', rule: 'Three left' },
    caption: 'three bays of seven are left',
  },
  queue: {
    limits: [
      'It counts what stands or creeps in the zone; parked vehicles in the zone count too: draw it on the lane.',
      'Metres want the ground points of the camera, and vehicles that are seen one by one.',
    ],
    exampleName: 'Queue at the recycling centre',
    example: { zone: 'way in', moreThan: 5, seconds: 120 },
    picture: { clip: 'car-park', rule: 'Two wait' },
    caption: 'two cars wait before the stop line',
  },
  speed: {
    limits: [
      'Wants the ground points of the camera, on the very ground that is driven on; a road that bends up or down falsifies it.',
      'At least four metres and 0.7 s must be seen in the zone, away from the border of the picture.',
      'It alerts above the limit plus its own error (two standard deviations). It is no approved device: nobody may be fined by it.',
    ],
    exampleName: 'Too fast before the school',
    example: { zone: 'crossing', fasterThan: 30 },
    picture: { clip: 'works-road', rule: 'Too fast' },
    caption: 'a car is faster than 25 km/h',
  },
  'origin-destination': {
    limits: [
      'An object must keep its number from the first line to the next: where it is hidden on the way for more than a few seconds, the way is lost, never guessed.',
      'It never alerts.',
    ],
    exampleName: 'Turning movements',
    example: { lines: ['north', 'east', 'south'], classes: ['car', 'truck', 'bus', 'bicycle'] },
    picture: { clip: 'works-road', rule: 'Ways on the road' },
    caption: 'a vehicle goes from one line to the next',
  },
  'object-count': {
    limits: [
      'The time slides: it looks at the last minutes at every moment, not at full hours.',
      'It counts passages, not different objects: who goes there and back over a line counts twice.',
    ],
    exampleName: 'Rush at the gate',
    example: { line: 'gate', classes: ['person'], moreThan: 100, minutes: 15 },
    picture: { clip: 'works-road', rule: 'Many past the bed' },
    caption: 'more persons than the number have passed',
  },
  absence: {
    limits: [
      'It says that nothing was seen: one who is hidden is not seen.',
      'Time during which the camera was offline, covered, dark or frozen does not count, nor time outside the period.',
    ],
    exampleName: 'Guard post empty',
    example: { zone: 'guard post', classes: ['person'], minutes: 10 },
    picture: { clip: 'works-road', rule: 'Nobody at the door' },
    caption: 'nobody was at the door for the time',
  },
  'abandoned-object': {
    limits: [
      'It looks at pixels, whatever the detector calls the thing: one in the colour of its ground, or smaller than two or three hundredths of the picture’s height, is missed.',
      'Who stands still close to the thing passes for its owner.',
      'Strong changes of light right at the place make it wait.',
    ],
    exampleName: 'Bag on the platform',
    example: { zone: 'platform', seconds: 60, severity: 'critical' },
    picture: { clip: 'square', rule: '*' },
    caption: 'a thing was put down, and its owner has left',
  },
  'removed-object': {
    limits: [
      'The thing must have stood there long enough to belong to the scene.',
      'What stands before its place keeps the rule from telling until it goes.',
    ],
    exampleName: 'Fire extinguisher taken away',
    example: { zone: 'wall', seconds: 30 },
    picture: { clip: 'square', rule: '*' },
    caption: 'a thing that stood there is gone',
  },
  'camera-health': {
    limits: [
      'A camera that is turned by very little, or goes out of focus slowly over weeks, is not told.',
      'A picture that shows nothing but an even surface by nature looks like a covered camera: leave `blind` out of `signs` there.',
    ],
    exampleName: 'Camera at fault',
    example: { seconds: 3, offlineSeconds: 60 },
    picture: { clip: 'camera-faults', rule: '*' },
    caption: 'the camera does not see as it did',
  },
};
