/** Everything that can happen, by name: the only file that features share. */
export interface Events {
  /** An alert was stored, or changed. */
  alert: {
    readonly id: number;
    readonly cameraId: number;
    /** `undone`: a decision was taken back; `noted`: anything that is no decision, such as a comment */
    readonly change: 'raised' | 'decided' | 'undone' | 'noted';
    /** number of the change, in the order in which changes were stored */
    readonly sequence: number;
  };
  /** A rule was put to sleep, or woken before its time. */
  snooze: { readonly cameraId: number; readonly ruleId: number };
  /** Crossings were stored for a camera that may count live, or whose lines are being drawn. */
  count: {
    readonly cameraId: number;
    /** only who draws its lines may see them */
    readonly setupOnly?: true;
    readonly lineId: number;
    readonly class: string;
    readonly direction: 'forward' | 'backward';
    readonly count: number;
    readonly bucketStartMs: number;
  };
  /** The health of a camera's stream, about once a second. */
  'camera-health': {
    readonly cameraId: number;
    readonly state: 'starting' | 'running' | 'reconnecting' | 'stalled' | 'stopped' | 'refused';
    readonly fault?: string;
    readonly width?: number;
    readonly height?: number;
    readonly framesIn: number;
    readonly framesAnalysed: number;
    readonly framesDropped: number;
    readonly framesPerSecond: number;
    readonly delayMs: number;
    readonly reconnections: number;
  };
  /** A rule on trial got further. */
  replay: {
    readonly id: number;
    readonly cameraId: number;
    readonly state: 'awaiting-clip' | 'waiting' | 'running' | 'done' | 'stopped' | 'failed';
    /** 0…1 */
    readonly progress: number;
    readonly alertCount: number;
  };
  /** Somebody asked to see images themselves, or another person decided on it. */
  rights: {
    readonly proposalId: number;
    readonly personName: string;
    readonly state: 'open' | 'confirmed' | 'refused';
  };
  /** The log of who did what was verified; faults in plain words. */
  'audit-check': { readonly intact: boolean; readonly faults: readonly string[] };
  /** Something of the law wants somebody's attention: an authorisation that ends, a rule that is not held any more. */
  'legal-reminder': {
    /** the same for as long as it is the same reminder */
    readonly subject: string;
    /** row of docs/compliance.md, such as `F09` */
    readonly row: string;
    readonly words: { readonly en: string; readonly fr: string };
    /** when an authorisation ends */
    readonly untilMs: number | null;
  };
  /** Cameras, zones, lines, masks, rules or periods changed: the analysis plan must be sent anew. */
  configuration: { readonly cameraId: number | null };
}
