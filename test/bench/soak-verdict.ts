/** What the soak is asked to do. */
export interface SoakRequest {
  readonly models: string;
  readonly clip: string;
  readonly cameras: number;
  readonly minutes: number;
}

/** Memory at one moment, MB. */
export interface SoakSample {
  readonly second: number;
  readonly memoryMb: { readonly main: number; readonly analysis: number; readonly postgres: number };
}

/** What was seen of every camera when the soak ended. */
export interface SoakCamera {
  readonly state: string;
  readonly framesIn: number;
  readonly framesAnalysed: number;
  readonly framesDropped: number;
  readonly framesPerSecond: number;
  readonly framesPerSecondGranted?: number;
}

export interface SoakFigures {
  readonly samples: readonly SoakSample[];
  readonly cameras: readonly SoakCamera[];
  /** times the analysis was started anew, and why */
  readonly restarts: number;
  readonly restartsBy: Readonly<Record<string, number>>;
}

/** Memory of a process group in the first and the last third after the warm-up, medians, MB. */
export interface Growth {
  readonly process: keyof SoakSample['memoryMb'];
  readonly firstMb: number;
  readonly lastMb: number;
}

/** What a soak showed, and what it found wrong, in words; nothing wrong: it passed. */
export interface SoakVerdict {
  readonly growth: readonly Growth[];
  readonly framesIn: number;
  readonly framesAnalysed: number;
  readonly framesDropped: number;
  readonly slowest: number;
  readonly fastest: number;
  readonly restarts: number;
  readonly faults: readonly string[];
}

/** The share of the time left to caches, pools and the database to fill. */
const warmUpShare = 0.25;
/** Memory may grow by this from the first third to the last. */
const mostGrowth = 1.1;
/** Less is no growth, MB: PostgreSQL starts small, and each connection that is opened later holds some. */
const leastGrowthMb = 32;
/** Pictures of a camera that may be under way or wait when the soak ends. */
const mostUnderWay = 4;
/** No camera is analysed at less than this part of the fastest. */
const leastEven = 0.6;

/** Judges a soak by ratios, not by the speed of the machine. */
export function soakVerdict({ samples, cameras, restarts, restartsBy }: SoakFigures): SoakVerdict {
  const warm = samples.slice(Math.floor(samples.length * warmUpShare));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const growth = (['main', 'analysis', 'postgres'] as const).map((process) => ({
    process,
    firstMb: median(warm.slice(0, third).map(({ memoryMb }) => memoryMb[process])),
    lastMb: median(warm.slice(-third).map(({ memoryMb }) => memoryMb[process])),
  }));
  const sum = (of: 'framesIn' | 'framesAnalysed' | 'framesDropped') =>
    cameras.reduce((total, camera) => total + camera[of], 0);
  const analysed = cameras.map(({ framesAnalysed }) => framesAnalysed);
  return {
    growth,
    framesIn: sum('framesIn'),
    framesAnalysed: sum('framesAnalysed'),
    framesDropped: sum('framesDropped'),
    slowest: Math.min(...analysed),
    fastest: Math.max(...analysed),
    restarts,
    faults: [
      ...growth.flatMap(growthFault),
      ...cameras.flatMap(cameraFault),
      ...evenFault(analysed),
      ...(restarts > 0 ? [`the analysis was started anew: ${reasonsIn(restartsBy)}`] : []),
    ],
  };
}

function growthFault({ process, firstMb, lastMb }: Growth): string[] {
  if (lastMb <= Math.max(firstMb * mostGrowth, firstMb + leastGrowthMb)) return [];
  return [`memory of ${process} grew from ${firstMb.toFixed(0)} to ${lastMb.toFixed(0)} MB`];
}

function cameraFault(
  { state, framesIn, framesAnalysed, framesDropped }: SoakCamera,
  index: number,
): string[] {
  const name = `camera ${index + 1}`;
  const missing = framesIn - framesAnalysed - framesDropped;
  const faults = state === 'running' ? [] : [`${name} is ${state}`];
  if (missing < 0 || missing > mostUnderWay)
    faults.push(`${name}: ${missing} pictures are not accounted for`);
  return faults;
}

function evenFault(analysed: readonly number[]): string[] {
  const slowest = Math.min(...analysed);
  const fastest = Math.max(...analysed);
  return slowest >= leastEven * fastest ? [] : [`one camera got ${slowest} pictures, another ${fastest}`];
}

function reasonsIn(restartsBy: SoakFigures['restartsBy']): string {
  return Object.entries(restartsBy)
    .map(([reason, times]) => `${reason} ${times} ×`)
    .join(', ');
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
