import type { CameraFigures, InferenceFigures } from './measure-inference.ts';

/** The bar was set where the network alone took 96 looks a second: 12 cameras at 5 use this share of them. */
const lookShareBar = (12 * 5) / 96;

const digits = (value: number, places: number) => Number(value.toFixed(places));
const percent = (ratio: number) => `${(ratio * 100).toFixed(1)} %`;

/** What cameras cost, as it stands in the JSON of the bench. */
export function camerasOf({ precision, cameras, enlarged }: InferenceFigures) {
  const [busy, still] = cameras;
  const [busyTwice, stillTwice] = enlarged;
  if (!busy || !still || !busyTwice || !stillTwice) throw new Error('a measurement is missing');
  const readable = (figures: CameraFigures) => ({
    lookShare: digits(figures.lookShare, 4),
    networkShare: digits(figures.networkShare, 4),
    looksPerPicture: digits(figures.looksPerPicture, 3),
    cpuMsPerPicture: digits(figures.cpuMsPerPicture, 3),
    bareCpuMsPerLook: digits(figures.bareCpuMsPerLook, 3),
  });
  return {
    camerasPrecision: precision,
    camerasPerCore: { busy: digits(busy.camerasPerCore, 2), still: digits(still.camerasPerCore, 2) },
    camerasPerCoreWithSecondLook: {
      busy: digits(busyTwice.camerasPerCore, 2),
      still: digits(stillTwice.camerasPerCore, 2),
    },
    busy: readable(busy),
    still: readable(still),
    busyObjectsPerPicture: digits(busy.objectsPerPicture, 2),
  };
}

/** The same as lines of a table: name, value, bar. */
export function cameraRows(figures: ReturnType<typeof camerasOf>): [string, string, string][] {
  const { camerasPrecision, camerasPerCore, camerasPerCoreWithSecondLook: twice, busy, still } = figures;
  const looks = digits(1000 / busy.bareCpuMsPerLook, 1);
  return [
    [`cameras a core, busy, ${camerasPrecision}`, `${camerasPerCore.busy}`, '≥ 12 with INT8'],
    ['  looks used of looks possible', percent(busy.lookShare), `≥ ${percent(lookShareBar)}`],
    ['  looks/s of the network alone', `${looks} (${busy.bareCpuMsPerLook} ms)`, '96 for 12 cameras'],
    ['  CPU a picture, network in it', `${busy.cpuMsPerPicture} ms, ${percent(busy.networkShare)}`, ''],
    ['cameras a core, still', `${camerasPerCore.still}`, '≥ 30'],
    ['  looks a picture, CPU a picture', `${still.looksPerPicture}, ${still.cpuMsPerPicture} ms`, ''],
    ['  with the second look, busy', `${twice.busy}`, ''],
    ['  with the second look, still', `${twice.still}`, ''],
  ];
}

/** Writes what cameras cost, and nothing else. */
export function tellCameras(inference: InferenceFigures, json: boolean): void {
  const figures = camerasOf(inference);
  if (json) console.log(JSON.stringify(figures));
  else
    for (const [name, value, bar] of cameraRows(figures))
      console.log(`${name.padEnd(40)} ${value.padEnd(34)} ${bar}`);
}
