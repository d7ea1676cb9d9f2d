import type { DpiaState } from './dpia.ts';
import type { Finding } from './finding.ts';
import type { DatedAuthorisation, Inventory, InventoryCamera } from './ports.ts';
import { authorisationWords, dayInWords, daysUntil, firstReminderDays } from './reminders.ts';

/** What the findings are made of. */
export interface EvidenceFacts {
  readonly inventory: Inventory;
  readonly missingOfController: number;
  readonly dpia: DpiaState;
  readonly authorisations: readonly DatedAuthorisation[];
  readonly nowMs: number;
  readonly lateRequests: number;
  readonly lateBreaches: number;
  /** whether the last verification found the log whole; null: it was never verified */
  readonly isLogIntact: boolean | null;
  /** milliseconds since the last verification; null: never */
  readonly logCheckedAgoMs: number | null;
}

type Check = (facts: EvidenceFacts) => Finding;

const finding = (row: string, status: Finding['status'], en: string, fr: string): Finding => ({
  row,
  status,
  words: { en, fr },
});
const day = 86_400_000;
const active = ({ inventory }: EvidenceFacts) => inventory.cameras.filter(({ isActive }) => isActive);
const named = (cameras: readonly InventoryCamera[]) => cameras.map(({ name }) => name).join(', ');

const checks: readonly Check[] = [
  ({ inventory }) =>
    finding(
      'F01',
      'held',
      `Every output is decided by the signed rule pack ${inventory.rulePack}.`,
      `Chaque sortie est décidée par le jeu de règles signé ${inventory.rulePack}.`,
    ),
  ({ inventory }) => {
    const refused = inventory.cameras.filter(({ purposes }) => purposes.length === 0);
    if (refused.length === 0)
      return finding('F02', 'held', 'Every camera has a purpose.', 'Chaque caméra a une finalité.');
    const names = named(refused);
    return finding(
      'F02',
      'action',
      `Not read, for want of a purpose: ${names}.`,
      `Non lues, faute de finalité : ${names}.`,
    );
  },
  (facts) => {
    const open = active(facts).filter(({ place, mask }) => place !== 'closed-site' && mask === 'waived');
    if (open.length === 0)
      return finding('F04', 'held', 'Public places are masked.', 'Les lieux publics sont masqués.');
    const names = named(open);
    return finding(
      'F04',
      'held',
      `Without a mask, for a written reason: ${names}.`,
      `Sans masque, pour un motif écrit : ${names}.`,
    );
  },
  (facts) => {
    // A camera that is switched off still has what it kept.
    const kept = facts.inventory.cameras.filter(({ keptDays }) => keptDays > 0);
    if (kept.length === 0)
      return finding('F05', 'held', 'No picture is kept.', 'Aucune image n’est conservée.');
    const longest = Math.max(...kept.map(({ keptDays }) => keptDays));
    return finding(
      'F06',
      'held',
      `Cameras whose pictures are kept: ${kept.length}, for ${longest} days at most.`,
      `Caméras dont les images sont conservées : ${kept.length}, ${longest} jours au plus.`,
    );
  },
  authorisationFinding,
  logFinding,
  ({ missingOfController }) =>
    missingOfController === 0
      ? finding('F19', 'held', 'The controller is fully known.', 'Le responsable est entièrement renseigné.')
      : finding(
          'F19',
          'action',
          `Missing of the controller: ${missingOfController}. Until then no panel can be made.`,
          `Champs du responsable à remplir : ${missingOfController}. D’ici là, aucun panneau ne peut être produit.`,
        ),
  ({ lateRequests }) =>
    lateRequests === 0
      ? finding('F21', 'held', 'No request is late.', 'Aucune demande n’est en retard.')
      : finding(
          'F21',
          'action',
          `Requests that are late: ${lateRequests}.`,
          `Demandes en retard : ${lateRequests}.`,
        ),
  passwordFinding,
  dpiaFinding,
  ({ lateBreaches }) =>
    lateBreaches === 0
      ? finding('F24', 'held', 'No breach is late.', 'Aucune violation n’est en retard.')
      : finding(
          'F24',
          'action',
          `Breaches not notified within 72 hours: ${lateBreaches}.`,
          `Violations non notifiées sous 72 heures : ${lateBreaches}.`,
        ),
];

function authorisationFinding({ authorisations, nowMs }: EvidenceFacts): Finding {
  const inUse = authorisations.filter(({ cameraIds }) => cameraIds.length > 0);
  const [first] = inUse.toSorted((a, b) => a.untilMs - b.untilMs);
  if (first === undefined)
    return finding(
      'F09',
      'idle',
      'No authorisation of the prefect is recorded.',
      'Aucune autorisation préfectorale n’est enregistrée.',
    );
  const ending = inUse.filter(({ untilMs }) => daysUntil(untilMs, nowMs) <= firstReminderDays);
  if (ending.length > 0) {
    const words = ending.map((one) => authorisationWords(one, daysUntil(one.untilMs, nowMs)));
    const joined = (language: 'en' | 'fr') => words.map((one) => one[language]).join(' ');
    return finding('F09', 'action', joined('en'), joined('fr'));
  }
  const day = dayInWords(first.untilMs);
  return finding(
    'F09',
    'held',
    `Authorisations in force: ${inUse.length}; the first ends on ${day.en}.`,
    `Autorisations en vigueur : ${inUse.length} ; la première prend fin le ${day.fr}.`,
  );
}

function passwordFinding({ inventory }: EvidenceFacts): Finding {
  const weak = inventory.cameras.filter(({ hasKnownPassword }) => hasKnownPassword);
  if (weak.length === 0)
    return finding(
      'F31',
      'held',
      'No camera answers to a password of its maker.',
      'Aucune caméra n’utilise un mot de passe de fabricant.',
    );
  const names = named(weak);
  return finding(
    'F31',
    'action',
    `Cameras with a password of their maker: ${names}. Change it on the camera, then here.`,
    `Caméras au mot de passe de fabricant : ${names}. Changez-le sur la caméra, puis ici.`,
  );
}

function logFinding({ isLogIntact, logCheckedAgoMs }: EvidenceFacts): Finding {
  if (isLogIntact === false)
    return finding(
      'F12',
      'action',
      'The log of who saw what was tampered with.',
      'Le journal des consultations a été altéré.',
    );
  if (logCheckedAgoMs === null)
    return finding(
      'F12',
      'idle',
      'The log of who saw what will be verified within a day.',
      'Le journal des consultations sera vérifié d’ici un jour.',
    );
  if (logCheckedAgoMs > 2 * day)
    return finding(
      'F12',
      'action',
      'The log was not verified for two days.',
      'Le journal n’a pas été vérifié depuis deux jours.',
    );
  return finding(
    'F12',
    'held',
    'The log of who saw what is whole.',
    'Le journal des consultations est intact.',
  );
}

function dpiaFinding({ dpia, inventory }: EvidenceFacts): Finding {
  if (dpia === 'valid')
    return finding(
      'F23',
      'held',
      'The impact assessment is signed and up to date.',
      'L’analyse d’impact est signée et à jour.',
    );
  if (inventory.cameras.every(({ purposes }) => purposes.length === 0))
    return finding('F23', 'idle', 'Nothing is processed yet.', 'Rien n’est encore traité.');
  const words = {
    none: ['The impact assessment is not written.', 'L’analyse d’impact n’est pas rédigée.'],
    draft: ['The impact assessment is not signed.', 'L’analyse d’impact n’est pas signée.'],
    'to-review': [
      'The configuration changed since the impact assessment was signed.',
      'La configuration a changé depuis la signature de l’analyse d’impact.',
    ],
  } as const;
  const [en, fr] = words[dpia];
  return finding('F23', 'action', en, fr);
}

/** How this instance stands, rule by rule. */
export function findings(facts: EvidenceFacts): Finding[] {
  return checks.map((check) => check(facts));
}
