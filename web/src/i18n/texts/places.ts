import { bilingual } from '../bilingual.ts';

/** Communes and groups: what puts cameras together, for rights. */
export const places = bilingual(
  {
    title: 'Communes and groups',
    lead: 'They put cameras together: people, keys and habilitations may be bound to them.',
    kind: { communes: 'Communes', 'camera-groups': 'Camera groups' },
    add: { communes: 'Add a commune', 'camera-groups': 'Add a group' },
    edit: { communes: 'Change the commune', 'camera-groups': 'Change the group' },
    empty: { communes: 'No commune', 'camera-groups': 'No group' },
    help: {
      communes: 'A camera lies in one commune at most.',
      'camera-groups': 'A camera may be in several groups, or in none.',
    },
    name: 'Name',
    code: 'INSEE code',
    codeHelp: 'Five characters, as in 57463; may stay empty.',
    codeIs: 'INSEE {{code}}',
    cameras: 'Cameras',
    count_one: '{{count}} camera',
    count_other: '{{count}} cameras',
    more: 'and {{count}} more',
    moves: 'These cameras lie in another commune and move here: {{names}}.',
    usedBy: 'Rights of: {{names}}',
    warning:
      'Its cameras stay, in no commune or group of this name. Rights and habilitations that hold for it alone reach no camera any more.',
    warningPeople: 'Concerned: {{names}}.',
  },
  {
    title: 'Communes et groupes',
    lead: 'Ils rassemblent des caméras : personnes, clés et habilitations peuvent y être limitées.',
    kind: { communes: 'Communes', 'camera-groups': 'Groupes de caméras' },
    add: { communes: 'Ajouter une commune', 'camera-groups': 'Ajouter un groupe' },
    edit: { communes: 'Modifier la commune', 'camera-groups': 'Modifier le groupe' },
    empty: { communes: 'Aucune commune', 'camera-groups': 'Aucun groupe' },
    help: {
      communes: 'Une caméra se trouve dans une commune au plus.',
      'camera-groups': 'Une caméra peut être dans plusieurs groupes, ou dans aucun.',
    },
    name: 'Nom',
    code: 'Code INSEE',
    codeHelp: 'Cinq caractères, comme 57463 ; peut rester vide.',
    codeIs: 'INSEE {{code}}',
    cameras: 'Caméras',
    count_one: '{{count}} caméra',
    count_other: '{{count}} caméras',
    more: 'et {{count}} autres',
    moves: 'Ces caméras se trouvent dans une autre commune et passent ici : {{names}}.',
    usedBy: 'Droits de : {{names}}',
    warning:
      'Ses caméras restent, sans commune ni groupe de ce nom. Les droits et habilitations qui ne valent que pour lui n’atteignent plus aucune caméra.',
    warningPeople: 'Personnes concernées : {{names}}.',
  },
);
