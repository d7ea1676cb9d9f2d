import type { Permission, Role } from './permissions.ts';

interface Words {
  readonly en: string;
  readonly fr: string;
}

/** What people read for each role, and what it is for. */
export const roleLabels: Readonly<Record<Role, { readonly name: Words; readonly help: Words }>> = {
  operator: {
    name: { en: 'Operator', fr: 'Opérateur' },
    help: {
      en: 'Watches the cameras of the habilitation and decides on alerts.',
      fr: 'Regarde les caméras de son habilitation et décide des alertes.',
    },
  },
  technical: {
    name: { en: 'Technical services', fr: 'Services techniques' },
    help: {
      en: 'Sets up cameras and rules, handles alerts. Sees no image.',
      fr: 'Règle les caméras et les consignes, traite les alertes. Ne voit aucune image.',
    },
  },
  analyst: {
    name: { en: 'Analyst', fr: 'Analyste' },
    help: {
      en: 'Reads statistics and the configuration.',
      fr: 'Lit les statistiques et la configuration.',
    },
  },
  dpo: {
    name: { en: 'Data protection officer', fr: 'Délégué à la protection des données' },
    help: {
      en: 'Decides on purposes and legal bases, reads the log of who saw what. Sees no image.',
      fr: 'Décide des finalités et des bases légales, lit le journal des accès. Ne voit aucune image.',
    },
  },
  administrator: {
    name: { en: 'Administrator', fr: 'Administrateur' },
    help: {
      en: 'Manages people, sets up cameras and rules. Sees no image.',
      fr: 'Gère les personnes, règle les caméras et les consignes. Ne voit aucune image.',
    },
  },
  integrator: {
    name: { en: 'Integrator', fr: 'Intégrateur' },
    help: {
      en: 'Connects other systems. Sees no image.',
      fr: 'Relie d’autres systèmes. Ne voit aucune image.',
    },
  },
  elected: {
    name: { en: 'Elected representative', fr: 'Élu' },
    help: { en: 'Reads statistics, nothing else.', fr: 'Lit les statistiques, rien d’autre.' },
  },
  device: {
    name: { en: 'Device', fr: 'Appareil' },
    help: { en: 'Brings in its own measurements.', fr: 'Apporte ses propres mesures.' },
  },
};

/** What people read for each permission. */
export const permissionLabels: Readonly<Record<Permission, Words>> = {
  'images:view': { en: 'see live images', fr: 'voir les images en direct' },
  'recordings:view': { en: 'see recordings', fr: 'voir les enregistrements' },
  'recordings:extract': { en: 'extract recordings', fr: 'extraire des enregistrements' },
  'recordings:hold': { en: 'suspend the deletion of recordings', fr: 'suspendre la destruction' },
  'alerts:read': { en: 'read alerts', fr: 'lire les alertes' },
  'alerts:decide': { en: 'decide on alerts', fr: 'décider des alertes' },
  'statistics:read': { en: 'read statistics', fr: 'lire les statistiques' },
  'configuration:read': { en: 'read the configuration', fr: 'lire la configuration' },
  'configuration:write': { en: 'change the configuration', fr: 'changer la configuration' },
  'legal:read': { en: 'read purposes and legal bases', fr: 'lire les finalités et les bases légales' },
  'legal:write': { en: 'change purposes and legal bases', fr: 'changer les finalités et les bases légales' },
  'audit:read': { en: 'read who did what', fr: 'lire le journal des accès' },
  'compliance:read': { en: 'read the compliance file', fr: 'lire le dossier de conformité' },
  'compliance:write': { en: 'keep the compliance file', fr: 'tenir le dossier de conformité' },
  'people:manage': { en: 'manage people and keys', fr: 'gérer les personnes et les clés' },
  'metrics:read': { en: 'read metrics', fr: 'lire les métriques' },
  'open-data:read': { en: 'read open data', fr: 'lire les données ouvertes' },
  'observations:write': { en: 'bring in measurements', fr: 'apporter des mesures' },
};
