/** One rule: what asks for it, and what Vigie does. */
export interface ComplianceRow {
  readonly id: string;
  readonly rule: string;
  readonly behaviour: string;
  /** why no test stands beside it: not built yet, or only a deployment shows it */
  readonly open?: string;
}

const later = (what: string) => `not built yet: ${what}`;
const deployment = 'deployment: the hardened unit `deploy/vigie.service`; not tested here';

/** What law and guidance ask of a territory's cameras, and what Vigie does about each. */
export const complianceRows: readonly ComplianceRow[] = [
  row(
    'F01',
    'Conseil d’État, 30 January 2026, n° 506370; CNIL, December 2024',
    'A signed rule pack decides each output of each camera, where the event is made and again where it is stored; a refusal names the text and what would lift it',
  ),
  row(
    'F02',
    'GDPR art. 5(1)(b); CSI L.251-2',
    'Purposes from a closed list; without a valid one no picture is read',
  ),
  row(
    'F03',
    'Law of 19 May 2023, art. 10; decree 2023-828',
    'Orders name events of a closed list, with their dates; they stop by themselves and by hand',
  ),
  row(
    'F04',
    'CSI L.251-3',
    'Masks are burned in before anything sees a picture; a public road wants one, or a written reason',
  ),
  row('F05', 'GDPR art. 25, 5(1)(c)', 'No picture is stored by default'),
  row('F06', 'CSI L.252-5', 'Pictures are kept for the authorised time at most, 30 days in any case'),
  row('F07', 'CSI L.252-5', 'Destruction is proven by a signed line and a register'),
  row('F08', 'Judicial hold', 'A requisition suspends the destruction of a span, and of nothing else'),
  row(
    'F09',
    'CSI L.252-1',
    'Authorisations name their cameras, end by themselves, and are told of 180 and 30 days before',
  ),
  row('F10', 'CSI R.253-3', 'Pictures want a dated habilitation that covers the camera'),
  row(
    'F11',
    'Law 78-17 art. 101; CNIL 2021-122',
    'Every view, export, deletion and change writes one line, in its own transaction',
  ),
  row(
    'F12',
    'CNIL 2021-122',
    'Lines are chained, verified daily, kept for 12 months, apart from what they tell of',
  ),
  row('F13', 'CNIL 2021-122', 'No screen and no route ranks the staff'),
  row(
    'F14',
    'GDPR art. 22; AI Act art. 14',
    'An alert is a proposal; before a person confirms it only habilitated people are told, and nothing goes out',
  ),
  row(
    'F15',
    'AI Act art. 5; CNIL',
    'No face, plate, re-identification, emotion, age or sex in code, models or tables',
  ),
  row('F16', 'CNIL on attendance', 'Numbers of objects live in memory and change from day to day'),
  row('F17', 'CRPA L.312-1-2', 'Open data with small cells hidden', later('comes with open data')),
  row('F18', 'CNIL: not operational', 'Counts of public places are shown from the next day'),
  row('F19', 'GDPR art. 13; CSI L.251-3', 'An information panel with its six mentions'),
  row('F20', 'GDPR art. 12', 'A public register of cameras and purposes'),
  row('F21', 'GDPR art. 12, 15 to 21', 'A desk for requests, with its clock'),
  row('F22', 'GDPR art. 30', 'The record of processing, made from the configuration'),
  row(
    'F23',
    'GDPR art. 35; law 78-17 art. 90',
    'An impact assessment made from the configuration; what changed since its signature is shown, and under title III nothing goes beyond it',
  ),
  row(
    'F24',
    'GDPR art. 33, 34',
    'A breach assistant: cameras, times and persons from the log and the counts; 72 hours',
  ),
  row('F25', 'CSI R.252-3', 'The file for the prefect, and notices of moves'),
  row('F26', 'Requisitions', 'Extraction by two persons, with a signed manifest'),
  row('F27', 'GDPR art. 28', 'Leave with everything', later('export of everything and proof of erasure')),
  row(
    'F28',
    'AI Act art. 12, 15',
    'Name, file and precision of the model beside each figure; measured error of each rule in docs/accuracy.md',
  ),
  row(
    'F29',
    'Honest counts',
    'Coverage stands beside each figure; what was not analysed is missing, never zero',
  ),
  row('F30', 'RGS', 'The security file for the approval, made of the configuration as it runs'),
  row(
    'F31',
    'ANSSI PA-72',
    'Cameras are only reached in declared networks; passwords of their makers are told of',
  ),
  row('F32', 'GDPR art. 32', 'Second factor, sessions that can be ended, keys with scopes'),
  row(
    'F33',
    'Cyber Resilience Act',
    'Signed releases with a bill of materials (`npm run release`), advisories checked (`npm run audit-dependencies`)',
  ),
  row('F34', 'RGAA 4', 'Pages by keyboard, on a phone and at 200 %, checked by axe'),
  row('F35', 'Order of 27 December 2018', 'Lighting', later('comes with lighting')),
  row(
    'F36',
    'Law 78-17, title III',
    'Each camera serves one regime and keeps it; no question, export or key reaches both',
  ),
  row('F37', 'GDPR art. 5(2)', 'How this instance stands, signed, one bundle a day'),
];

/** Attacks that must fail. */
export const attackRows: readonly ComplianceRow[] = [
  attack('N01', 'Accounts of a fresh install, weak secrets'),
  attack('N02', 'Forged, expired and ended sessions'),
  attack('N03', 'Secrets shared by two installs'),
  attack('N04', 'Any route without credentials'),
  attack('N05', 'Any route with any role'),
  attack('N06', 'Objects of a camera out of scope'),
  attack('N07', 'Objects of another territory'),
  attack('N08', 'Headers that claim to be somebody'),
  attack('N09', 'An administrator who wants to see pictures'),
  attack('N10', 'Guessing passwords'),
  attack('N11', 'Going round the second factor'),
  attack('N12', 'Session fixation, cross-site requests'),
  attack('N13', 'Keys beyond their scope, or in an address'),
  attack('N14', 'Habilitations that ended or do not cover'),
  attack('N15', 'Camera addresses that reach elsewhere'),
  attack('N16', 'Cameras outside the declared networks; credentials shown'),
  attack('N17', 'Arguments and line breaks in camera fields'),
  attack('N18', 'Playlists that name local files'),
  attack('N19', 'Malformed and huge media'),
  attack('N20', 'A codec that writes or connects', deployment),
  attack('N21', 'Paths that climb'),
  attack('N22', 'Live pictures without a session'),
  attack('N23', 'What a mask covers, in any output'),
  attack('N24', 'Markup in names'),
  attack('N25', 'Injection in filters and bodies'),
  attack('N26', 'Formulas in exports'),
  attack('N27', 'Frames, redirects, foreign origins'),
  attack('N28', 'The event stream without a session'),
  attack('N29', 'Open MQTT', later('comes with the broker for sensors; Vigie only publishes so far')),
  attack(
    'N30',
    'Another device’s topics',
    later('comes with the broker for sensors; Vigie only publishes so far'),
  ),
  attack('N31', 'Absurd payloads'),
  attack('N32', 'Lighting commands', later('comes with lighting')),
  attack('N33', 'Webhooks that reach elsewhere'),
  attack('N34', 'Unbounded lists and spans'),
  attack('N35', 'Hostile imports'),
  attack('N36', 'Files that raise rights or open the gate'),
  attack('N37', 'Packs that are unsigned, altered or older'),
  attack('N38', 'A plug-in that takes the machine', deployment),
  attack('N39', 'Lines of the log changed or removed'),
  attack('N40', 'Secrets in logs, errors and exports'),
  attack('N41', 'The clock set back or forward'),
  attack('N42', 'A full disk, a lost database'),
  attack('N43', 'Ports open to others', deployment),
  attack('N44', 'A backup without its key, or one that brings back the destroyed'),
];

function row(id: string, rule: string, behaviour: string, open?: string): ComplianceRow {
  return { id, rule, behaviour, ...(open === undefined ? {} : { open }) };
}

function attack(id: string, behaviour: string, open?: string): ComplianceRow {
  return row(id, '', behaviour, open);
}
