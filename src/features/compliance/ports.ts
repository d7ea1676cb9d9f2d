import type { Place, Validity, Words } from '#foundation/legal-gate.ts';
import type { Tx } from '#foundation/unit-of-work.ts';

/** One part of a document, from top to bottom. */
export type Block =
  | { readonly kind: 'heading' | 'text' | 'note'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  /** SVG, its width in points */
  | { readonly kind: 'drawing'; readonly svg: string; readonly width: number }
  | { readonly kind: 'link'; readonly text: string; readonly url: string; readonly hasCode: boolean };

/** A document to be printed: A4, upright. */
export interface PrintedDocument {
  readonly title: string;
  readonly language: 'fr' | 'en';
  /** stands at the foot of each page, before the page's number */
  readonly foot: string;
  /** large letters, for what is read standing before a post */
  readonly isPanel: boolean;
  readonly blocks: readonly Block[];
}

/** Makes a PDF of a document. */
export type PrintPdf = (document: PrintedDocument) => Promise<Uint8Array>;

/** A purpose as the register shows it. */
export interface InventoryPurpose extends Validity {
  readonly id: number;
  /** the territory's own words */
  readonly name: string;
  /** its word in the closed list */
  readonly code: string;
  /** what the closed list calls it, and the text it comes from */
  readonly title: Words;
  readonly law: Words;
  /** why the processing is lawful */
  readonly ground: Words;
  readonly regime: 'rgpd' | 'titre-iii';
  readonly recipients: readonly string[];
}

/** What is done with one camera. */
export interface InventoryCamera {
  readonly id: number;
  readonly name: string;
  readonly place: Place;
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
  /** switched on, and the legal gate lets its pictures be read */
  readonly isActive: boolean;
  /** why they may not be read */
  readonly refusal: Words | null;
  readonly mask: 'drawn' | 'waived' | 'missing';
  readonly purposes: readonly InventoryPurpose[];
  /** what its pictures are analysed for, by kind of rule */
  readonly analyses: readonly { readonly kind: string; readonly title: Words }[];
  readonly countsPassages: boolean;
  /** kinds of rules that raise alerts here */
  readonly alerts: readonly string[];
  /** how long pictures are kept, days; 0: none is kept */
  readonly keptDays: number;
  /** it answers to a user and a password that its maker ships */
  readonly hasKnownPassword: boolean;
}

/** Everything that is processed, as it stands now. */
export interface Inventory {
  readonly territory: { readonly name: string; readonly timeZone: string };
  readonly cameras: readonly InventoryCamera[];
  /** the law it is judged by, such as `fr-2026.2` */
  readonly rulePack: string;
  /** how long counts wait on places open to the public */
  readonly statisticsDelay: Words;
  /** months for which it is kept who saw what */
  readonly auditMonths: number;
  readonly detector: { readonly name: string; readonly classes: readonly string[] };
}

/** Reads what is processed, as it stands at one moment. */
export type ReadInventory = (tx: Tx) => Promise<Inventory>;

/** A time, milliseconds since 1970. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Pictures that are kept, or were. */
export interface KeptRecording extends Span {
  readonly id: number;
  readonly cameraId: number;
  readonly state: 'kept' | 'held' | 'destroyed';
  readonly destroyedMs: number | null;
}

/** Finds what is kept of some cameras in a time. */
export type FindRecordings = (tx: Tx, cameraIds: readonly number[], span: Span) => Promise<KeptRecording[]>;

/** One camera that somebody looked at, exported or changed, and the time it covers. */
export interface LoggedView extends Span {
  readonly cameraId: number;
  readonly action: string;
  readonly actorId: string;
}

/** Finds what the log says somebody saw in a time; of everybody when nobody is named. */
export type FindViews = (tx: Tx, actorId: string | undefined, span: Span) => Promise<LoggedView[]>;

/** Counts persons who passed before a camera in a time, from its lines; null: nothing was counted there. */
export type CountPersons = (tx: Tx, cameraId: number, span: Span) => Promise<number | null>;

/** What the last verification of the log found; null: it was never verified. */
export type LogState = () => Promise<{
  readonly isIntact: boolean | null;
  readonly checkedMs: number | null;
}>;

/** Signs a text with the key of this instance. */
export type SignBundle = (text: string) => { readonly signature: string; readonly publicKey: string };

/** Keeps the bundle of a day beside the database; false when that day has one. */
export type StoreBundle = (day: string, text: string) => Promise<boolean>;

/** An authorisation of the prefect. */
export interface DatedAuthorisation {
  readonly id: number;
  readonly number: string;
  readonly cameraIds: readonly number[];
  readonly untilMs: number;
}

/** Reads the authorisations of the register. */
export type FindAuthorisations = (tx: Tx) => Promise<readonly DatedAuthorisation[]>;

/** How this instance stands before the network, its people and its database. */
export interface SecurityFacts {
  readonly version: string;
  readonly database: {
    readonly kind: 'embedded' | 'external';
    readonly version: string;
    /** the role of the service can neither change nor remove lines of the log */
    readonly protectsLog: boolean;
  };
  readonly listener: { readonly url: string; readonly isEncrypted: boolean; readonly isLocalOnly: boolean };
  /** ranges that cameras may stand in */
  readonly networks: { readonly cameras: readonly string[] };
  readonly secondFactor: { readonly roles: readonly string[] };
  /** people come by an identity provider */
  readonly hasProvider: boolean;
  readonly people: readonly { readonly role: string; readonly count: number }[];
  readonly keys: { readonly count: number };
}

/** Reads how this instance stands. */
export type ReadSecurityFacts = (tx: Tx) => Promise<SecurityFacts>;

/** A camera that was put elsewhere. */
export interface CameraMove {
  readonly cameraId: number;
  readonly name: string;
  readonly atMs: number;
  readonly from: { readonly latitude: number; readonly longitude: number };
  readonly to: { readonly latitude: number; readonly longitude: number };
}

/** Reads from the log which cameras were put elsewhere, the newest first. */
export type FindMoves = (tx: Tx) => Promise<CameraMove[]>;
