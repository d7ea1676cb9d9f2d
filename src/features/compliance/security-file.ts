import type { Words } from '#foundation/legal-gate.ts';
import type { ControllerDraft } from './controller.ts';
import type { Finding } from './finding.ts';
import type { Inventory, SecurityFacts } from './ports.ts';

/** One measure of security as it stands on this instance. */
export interface SecurityMeasure {
  /** rows of docs/compliance.md, where the tests of the measure stand */
  readonly rows: string[];
  /** `host`: only the machine itself shows it */
  readonly status: 'held' | 'action' | 'host';
  readonly words: Words;
}

/** What the authority that approves the system reads (RGS, décret 2010-112): made of the configuration as it runs. */
export interface SecurityFile {
  readonly madeAt: string;
  readonly version: string;
  readonly territory: string;
  readonly controller: ControllerDraft;
  readonly components: Words[];
  readonly measures: SecurityMeasure[];
  /** how the rules of data protection stand */
  readonly findings: Finding[];
  readonly acceptedRisks: Words[];
}

interface Parts {
  readonly facts: SecurityFacts;
  readonly inventory: Inventory;
  readonly controller: ControllerDraft;
  readonly findings: readonly Finding[];
  readonly nowMs: number;
}

/** Makes the file of one moment. */
export function securityFile({ facts, inventory, controller, findings, nowMs }: Parts): SecurityFile {
  return {
    madeAt: new Date(nowMs).toISOString(),
    version: facts.version,
    territory: inventory.territory.name,
    controller,
    components: componentsOf(facts, inventory),
    measures: measures.map((measure) => measure(facts, inventory)),
    findings: [...findings],
    acceptedRisks: [...acceptedRisks],
  };
}

function componentsOf(
  { version, database, listener, networks, people, keys }: SecurityFacts,
  { cameras, detector, rulePack, auditMonths }: Inventory,
): Words[] {
  const active = cameras.filter(({ isActive }) => isActive).length;
  const roles = people.map(({ role, count }) => `${role} ${count}`).join(', ');
  const ranges = networks.cameras.join(', ') || '–';
  return [
    words(
      `Vigie ${version}, one process for the API and the web pages at ${listener.url}, one process that reads pictures.`,
      `Vigie ${version}, un processus pour l’API et les pages web à l’adresse ${listener.url}, un processus qui lit les images.`,
    ),
    words(
      `PostgreSQL ${database.version}, ${database.kind === 'embedded' ? 'embedded, on a local socket' : 'on a server of its own'}.`,
      `PostgreSQL ${database.version}, ${database.kind === 'embedded' ? 'intégré, sur un socket local' : 'sur son propre serveur'}.`,
    ),
    words(
      `Cameras: ${cameras.length}, of which ${active} are read; networks they may stand in: ${ranges}.`,
      `Caméras : ${cameras.length}, dont ${active} lues ; réseaux autorisés : ${ranges}.`,
    ),
    words(
      `Model ${detector.name}; rule pack ${rulePack}; log of who saw what kept for ${auditMonths} months.`,
      `Modèle ${detector.name} ; jeu de règles ${rulePack} ; journal des accès conservé ${auditMonths} mois.`,
    ),
    words(
      `Accounts by role: ${roles}; API keys: ${keys.count}.`,
      `Comptes par rôle : ${roles} ; clés d’API : ${keys.count}.`,
    ),
  ];
}

type Measure = (facts: SecurityFacts, inventory: Inventory) => SecurityMeasure;

const words = (en: string, fr: string): Words => ({ en, fr });
const held = (rows: string[], en: string, fr: string): SecurityMeasure => ({
  rows,
  status: 'held',
  words: words(en, fr),
});
const action = (rows: string[], en: string, fr: string): SecurityMeasure => ({
  ...held(rows, en, fr),
  status: 'action',
});

const measures: readonly Measure[] = [
  ({ listener }) =>
    listener.isEncrypted || listener.isLocalOnly
      ? held(
          ['N08', 'N12'],
          'Pages and API are reached encrypted, or from this machine only.',
          'Pages et API ne sont joignables que chiffrées, ou depuis la machine elle-même.',
        )
      : action(
          ['N08', 'N12'],
          'Pages and API are reached in clear over a network: give a certificate (server.tls), or a proxy that has one.',
          'Pages et API sont joignables en clair par le réseau : donnez un certificat (server.tls), ou un mandataire qui en a un.',
        ),
  ({ secondFactor, hasProvider }) => {
    const asked = secondFactor.roles.join(', ');
    if (secondFactor.roles.includes('administrator') || hasProvider)
      return held(
        ['F32', 'N01', 'N10', 'N11'],
        `Second factor asked of: ${asked || 'the identity provider'}; guesses are slowed down; no account exists before the one-time link.`,
        `Second facteur demandé à : ${asked || 'au fournisseur d’identité'} ; les essais sont ralentis ; aucun compte avant le lien à usage unique.`,
      );
    return action(
      ['F32', 'N11'],
      'No second factor is asked of administrators: accounts.secondFactor.',
      'Aucun second facteur n’est demandé aux administrateurs : accounts.secondFactor.',
    );
  },
  () =>
    held(
      ['F10', 'N05', 'N06', 'N09', 'N14'],
      'Rights by role, by camera and by dated habilitation; who administers sees no picture.',
      'Droits par rôle, par caméra et par habilitation datée ; qui administre ne voit aucune image.',
    ),
  ({ database }) =>
    database.protectsLog
      ? held(
          ['F11', 'F12', 'N39'],
          'Every view, export and change is a chained line that the service cannot change.',
          'Chaque visionnage, export et changement est une ligne chaînée que le service ne peut modifier.',
        )
      : action(
          ['F12', 'N39'],
          'The role of the service may change the log: give it a database role that owns nothing (database.ownerUrl).',
          'Le rôle du service peut modifier le journal : donnez-lui un rôle de base de données qui ne possède rien (database.ownerUrl).',
        ),
  ({ networks }) =>
    networks.cameras.length > 0
      ? held(
          ['F31', 'N15', 'N16', 'N17'],
          'Cameras are reached in declared networks only, at the address that was checked.',
          'Les caméras ne sont jointes que dans les réseaux déclarés, à l’adresse vérifiée.',
        )
      : action(
          ['F31', 'N16'],
          'No network of cameras is declared: network.cameras.',
          'Aucun réseau de caméras n’est déclaré : network.cameras.',
        ),
  (_, { cameras }) => {
    const weak = cameras.filter((camera) => camera.hasKnownPassword).map(({ name }) => name);
    return weak.length === 0
      ? held(
          ['F31'],
          'No camera answers to a password of its maker.',
          'Aucune caméra n’utilise un mot de passe de fabricant.',
        )
      : action(
          ['F31'],
          `Cameras with a password of their maker, to be changed on them: ${weak.join(', ')}.`,
          `Caméras au mot de passe de fabricant, à changer sur l’appareil : ${weak.join(', ')}.`,
        );
  },
  (_, { cameras }) => {
    const keeping = cameras.filter(({ keptDays }) => keptDays > 0).length;
    return held(
      ['F05', 'F06', 'N23', 'N44'],
      keeping === 0
        ? 'No picture is stored.'
        : `Cameras whose pictures are kept: ${keeping}; encrypted, masked, destroyed at their time with a proof.`,
      keeping === 0
        ? 'Aucune image n’est conservée.'
        : `Caméras dont les images sont conservées : ${keeping} ; chiffrées, masquées, détruites à terme avec preuve.`,
    );
  },
  () =>
    held(
      ['N19', 'N24', 'N25', 'N26', 'N31', 'N34'],
      'What comes in is bounded and checked; names are texts everywhere.',
      'Ce qui entre est borné et vérifié ; les noms restent du texte partout.',
    ),
  () =>
    held(
      ['N36', 'N37', 'N41', 'N42'],
      'No file raises rights; packs are signed; a clock that leaps and a full disk stop what depends on them.',
      'Aucun fichier n’élève des droits ; les jeux de règles sont signés ; une horloge déréglée ou un disque plein arrête ce qui en dépend.',
    ),
  () =>
    held(
      ['F33'],
      'Releases come with a bill of materials and a signature: `vigie verify-release`.',
      'Les versions sont livrées avec leur nomenclature et une signature : `vigie verify-release`.',
    ),
  () => ({
    rows: ['N20', 'N38', 'N43'],
    status: 'host',
    words: words(
      'Decoders without network and files, ports closed: shown on the host (`systemd-analyze security vigie.service`, a port scan).',
      'Décodeurs sans réseau ni fichiers, ports fermés : à montrer sur l’hôte (`systemd-analyze security vigie.service`, balayage de ports).',
    ),
  }),
];

const acceptedRisks: readonly Words[] = [
  words(
    'Whoever is root on the machine has everything that is not encrypted with a key kept elsewhere.',
    'Quiconque est root sur la machine a tout ce qui n’est pas chiffré avec une clé gardée ailleurs.',
  ),
  words(
    'A camera that speaks without TLS can be overheard on its network: give cameras a network of their own.',
    'Une caméra qui parle sans TLS peut être écoutée sur son réseau : donnez aux caméras un réseau à elles.',
  ),
  words(
    'A flood of requests slows the machine down: put a proxy that limits rates in front.',
    'Un afflux de requêtes ralentit la machine : placez devant un mandataire qui limite le débit.',
  ),
  words(
    'An administrator can stop cameras and remove configuration; it is logged, not prevented.',
    'Un administrateur peut arrêter des caméras et supprimer de la configuration ; c’est journalisé, non empêché.',
  ),
];
