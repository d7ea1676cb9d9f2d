/** What is told at the alert desk and of live pictures, in French by its English. */
export const alertPhrases: Readonly<Record<string, string>> = {
  'new, acknowledged, confirmed, rejected, closed; several with commas between them':
    'new, acknowledged, confirmed, rejected ou closed ; plusieurs, séparés par des virgules',
  'This decision stays: {}': 'Cette décision reste : {}',
  'say in a comment what is right; the log keeps both':
    'dites dans un commentaire ce qui est juste ; le journal garde les deux',
  'choose a reason of the list, or say in a few words why it was no alert':
    'choisissez un motif de la liste, ou dites en quelques mots pourquoi ce n’était pas une alerte',
  'version: {}': '{}',
  'mergedInto: {}': '{}',
  'this alert changed meanwhile: it is {}{}': 'cette alerte a changé entre-temps : elle est {}{}',
  'this alert is an occurrence of alert {}': 'cette alerte est une répétition de l’alerte {}',
  'look at it again; nothing was overwritten': 'regardez-la à nouveau ; rien n’a été écrasé',
  'decide there, or separate it first': 'décidez-en là-bas, ou séparez-la d’abord',
  'is this alert itself': 'est cette alerte elle-même',
  'name another alert': 'nommez une autre alerte',
  'A closed alert takes no occurrences': 'Une alerte close ne reçoit plus de répétitions',
  'is an occurrence already': 'est déjà une répétition',
  '{}, by {}': '{}, par {}',
  'the last decision was taken back already': 'la dernière décision a déjà été reprise',
  'nothing was decided that could be taken back': 'rien n’a été décidé qui puisse être repris',
  'somebody else decided': 'quelqu’un d’autre a décidé',
  'more than {} minutes have passed': 'plus de {} minutes ont passé',
  'choose one that is still open': 'choisissez-en une qui est encore ouverte',
  'alert {} {}': 'l’alerte {} {}',
  'name the others only': 'nommez seulement les autres',
  'separate it first': 'séparez-la d’abord',
  'link them instead: repeats are of one rule':
    'reliez-les plutôt : des répétitions viennent d’une même règle',
  'only alerts that nobody decided on are merged':
    'seules se réunissent des alertes dont personne n’a décidé',
  'This alert is no occurrence of another': 'Cette alerte n’est pas la répétition d’une autre',
  'there is nothing to do': 'il n’y a rien à faire',
  'is nobody who may decide on this alert': 'n’est pas une personne qui peut décider de cette alerte',
  'choose one of GET /api/v1/alerts/{id}/deciders': 'choisissez une personne de la liste',
  'is less than {} days after `from`': 'se trouve à moins de {} jours du début',
  'ask for a week or more': 'demandez une semaine ou plus',
  'A key keeps no filters': 'Une clé ne garde pas de filtres',
  'send the filter with each request': 'envoyez le filtre avec chaque demande',
  '{} filters are kept at most': '{} filtres au plus sont gardés',
  'There is no filter {}': 'Il n’y a pas de filtre {}',
  'This rule is awake': 'Cette règle est éveillée',
  'is over': 'est passé',
  'give a time to come': 'donnez une date à venir',
  'is more than {} days away': 'se trouve à plus de {} jours',
  'mend the rule, or switch it off': 'corrigez la règle, ou désactivez-la',
  // live pictures
  'those of the cameras that are wanted as video: H.264 in fragments of MP4, where it can be made':
    'celles des caméras voulues en vidéo : H.264 en fragments MP4, là où c’est possible',
  'Pictures are for persons, not for keys': 'Les images sont pour les personnes, pas pour les clés',
  'sign in; a key reads counts, alerts and states':
    'connectez-vous ; une clé lit des comptages, des alertes et des états',
};
