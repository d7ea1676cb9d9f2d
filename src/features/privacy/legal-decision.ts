import type {
  Decision,
  Gate,
  LegalBasis,
  LegalFacts,
  Output,
  Place,
  Validity,
} from '#foundation/legal-gate.ts';
import type { OutputRule, PurposeKind, RulePack } from './rule-pack.ts';

/** What is asked of the gate, in one piece. */
interface Question {
  readonly pack: RulePack;
  readonly facts: LegalFacts;
  readonly detector: string;
  readonly output: Output;
  readonly nowMs: number;
}

/** Makes the gate of a rule pack. */
export function createGate(pack: RulePack): Gate {
  return (facts, detector, output, nowMs) => {
    const text = refusalOf({ pack, facts, detector, output, nowMs });
    if (text === undefined) return { allowed: true };
    const { rule, lift } = pack.texts[text] ?? { rule: { en: text, fr: text }, lift: { en: '', fr: '' } };
    return { allowed: false, reason: text, rule, lift } satisfies Decision;
  };
}

/** Places where a detector may alert without any record but a purpose. */
export function placesThatAlert(pack: RulePack, detector: string): readonly Place[] {
  const isExempt = pack.exempt.some((one) => one.detector === detector && one.output === 'alert');
  const all: readonly Place[] = ['public-road', 'open-to-public', 'closed-site'];
  return all.filter((place) => isExempt || Object.keys(pack.places[place].outputs.alert).length === 0);
}

/** Key of the text that blocks; undefined: nothing does. */
function refusalOf(question: Question): string | undefined {
  const { pack, facts, detector, output } = question;
  if (pack.exempt.some((one) => one.detector === detector && one.output === output)) return undefined;
  if (facts.broken.length > 0) return 'integrity';
  return (
    purposeRefusal(question) ??
    regimeRefusal(question) ??
    outputRefusal(question) ??
    grantRefusal(question) ??
    maskRefusal(question)
  );
}

function isValid({ fromMs, untilMs }: Validity, atMs: number): boolean {
  return fromMs <= atMs && (untilMs === null || atMs < untilMs);
}

/** Whether a record counts now; while the clock is in doubt it must have counted before the doubt too. */
function counts(validity: Validity, { facts: { clockDoubtedAtMs }, nowMs }: Question): boolean {
  return isValid(validity, nowMs) && (clockDoubtedAtMs === null || isValid(validity, clockDoubtedAtMs));
}

const isPast = ({ untilMs }: Validity, nowMs: number): boolean => untilMs !== null && untilMs <= nowMs;

/** What a purpose must allow for an output to be given. */
function grants(outputs: readonly Output[], output: Output): boolean {
  if (output === 'frames') return true;
  return outputs.includes(output === 'setup-count' ? 'statistics' : output);
}

function purposeRefusal(question: Question): string | undefined {
  const { facts, nowMs } = question;
  if (facts.purposes.length === 0) return 'no-purpose';
  if (!facts.purposes.some((purpose) => counts(purpose, question))) {
    if (facts.clockDoubtedAtMs !== null) return 'clock';
    return facts.purposes.every((purpose) => isPast(purpose, nowMs)) ? 'purpose-expired' : 'purpose-not-yet';
  }
  return kindsHere(question).length === 0 ? 'purpose-place' : undefined;
}

/** Asked of the camera as a whole, not of a kind of rule. */
const ofTheCamera: readonly string[] = ['video-analysis', 'count', 'any', 'recording'];

/** One camera serves one regime, and under some nothing that its signed assessment does not cover. */
function regimeRefusal({ pack, facts, detector }: Question): string | undefined {
  const regimes = new Set(facts.purposes.map(({ regime }) => regime));
  if (regimes.size > 1) return 'two-regimes';
  if (![...regimes].some((regime) => pack.assessment.regimes.includes(regime))) return undefined;
  const { assessment } = facts;
  if (assessment === null) return 'no-assessment';
  const isCovered = ofTheCamera.includes(detector) || assessment.detectors.includes(detector);
  return assessment.isCurrent && isCovered ? undefined : 'assessment-to-review';
}

/** The purposes that count now and hold where the camera looks. */
function kindsHere(question: Question): readonly PurposeKind[] {
  const { pack, facts } = question;
  const current = facts.purposes.filter((purpose) => counts(purpose, question));
  return pack.purposes.filter(
    ({ code, places }) => places.includes(facts.place) && current.some((purpose) => purpose.code === code),
  );
}

function grantRefusal(question: Question): string | undefined {
  const { facts, output } = question;
  const granting = kindsHere(question).filter(({ outputs }) => grants(outputs, output));
  if (granting.length === 0) return 'purpose-output';
  const isAuthorised = facts.authorisations.some((one) => counts(one, question));
  return isAuthorised || granting.some((kind) => !kind.needsAuthorisation) ? undefined : 'no-authorisation';
}

/** Dwellings are masked before a camera starts; while its masks are being drawn, somebody must see them. */
function maskRefusal(question: Question): string | undefined {
  const { pack, facts } = question;
  const isMissing = pack.places[facts.place].needsMask && facts.mask === 'missing';
  return isMissing && !hasDecision(question, ['setup-session']) ? 'no-mask' : undefined;
}

function hasDecision(question: Question, kinds: NonNullable<OutputRule['decisions']>): boolean {
  const { facts } = question;
  if (facts.clockDoubtedAtMs !== null) return false;
  return facts.decisions.some((one) => kinds.includes(one.kind) && counts(one, question));
}

function outputRefusal(question: Question): string | undefined {
  const { pack, facts, output } = question;
  const { never, basis, authorisation, decisions, text } = pack.places[facts.place].outputs[output];
  if (never === true) return text;
  if (decisions !== undefined && !hasDecision(question, decisions)) return text;
  if (authorisation === true && !facts.authorisations.some((one) => counts(one, question))) return text;
  return basis === true ? basisRefusal(question, text) : undefined;
}

function basisRefusal(question: Question, text: string | undefined): string | undefined {
  const { facts, nowMs } = question;
  if (facts.bases.length === 0) return text;
  if (facts.clockDoubtedAtMs !== null) return 'clock';
  const naming = facts.bases.filter((basis) => names(basis, question, () => true));
  if (naming.length === 0) return 'basis-event';
  const current = naming.filter((basis) => counts(basis, question));
  if (current.length === 0)
    return naming.every((basis) => isPast(basis, nowMs)) ? 'basis-expired' : 'basis-not-yet';
  const signed = current.filter((basis) => isSigned(basis, question));
  if (signed.length === 0) return 'basis-unsigned';
  const running = signed.filter(
    (basis) =>
      !basis.stopped.includes('all') && names(basis, question, (event) => !basis.stopped.includes(event)),
  );
  return running.length === 0 ? 'basis-stopped' : undefined;
}

/** Whether a basis names the detector, by one of its events or by itself. */
function names(
  { kind, events, detectors }: LegalBasis,
  { pack, detector }: Question,
  isWanted: (event: string) => boolean,
): boolean {
  const namesEvents = pack.bases.find(({ code }) => code === kind)?.namesEvents;
  if (namesEvents === undefined) return false;
  if (!namesEvents) return detectors.includes(detector) && isWanted(detector);
  return pack.events.some(
    (event) => events.includes(event.code) && event.detectors.includes(detector) && isWanted(event.code),
  );
}

function isSigned({ kind, signatures }: LegalBasis, { pack }: Question): boolean {
  const wanted = pack.bases.find(({ code }) => code === kind)?.signatures ?? Number.POSITIVE_INFINITY;
  return signatures >= wanted;
}
