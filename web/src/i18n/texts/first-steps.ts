import { bilingual } from '../bilingual.ts';

/** What a new territory does first. */
export const firstSteps = bilingual(
  {
    title: 'First steps',
    progress: '{{done}} of {{count}} done',
    hide: 'Hide',
    people: 'Territory and people',
    peopleHelp: 'Name the territory in an import file or by the API, and invite those who will work here.',
    camera: 'First camera',
    cameraHelp: 'Search the network or type an address, and see at once whether it answers.',
    law: 'Purpose and law',
    lawHelp: 'Say why the camera is analysed; without a purpose no picture is read.',
    rule: 'First rule',
    ruleHelp: 'Choose a template: count, watch at night, a full car park.',
    told: 'Be told',
    toldHelp: 'Decide who is told of which alerts, by mail, on the phone or by another system.',
    do: 'Do it',
    isDone: 'done',
  },
  {
    title: 'Premiers pas',
    progress: '{{done}} sur {{count}} faits',
    hide: 'Masquer',
    people: 'Territoire et personnes',
    peopleHelp:
      'Nommez le territoire dans un fichier d’import ou par l’API, et invitez ceux qui travailleront ici.',
    camera: 'Première caméra',
    cameraHelp: 'Cherchez sur le réseau ou saisissez une adresse, et voyez tout de suite si elle répond.',
    law: 'Finalité et droit',
    lawHelp: 'Dites pourquoi la caméra est analysée ; sans finalité, aucune image n’est lue.',
    rule: 'Première règle',
    ruleHelp: 'Choisissez un modèle : compter, surveiller la nuit, un parking plein.',
    told: 'Être prévenu',
    toldHelp:
      'Décidez qui est prévenu de quelles alertes, par courriel, sur le téléphone ou par un autre système.',
    do: 'Y aller',
    isDone: 'fait',
  },
);
