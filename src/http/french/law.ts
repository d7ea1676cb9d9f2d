/** What is told of the law, recordings, the log and the officer's desk, in French by its English. */
export const lawPhrases: Readonly<Record<string, string>> = {
  'There is no authorisation {}': 'Il n’y a pas d’autorisation {}',
  'until: does not lie after from': 'la fin n’est pas après le début',
  'retentionDays: is more than {}': 'retentionDays : dépasse {}',
  'You have signed this already': 'Vous avez déjà signé',
  'another person signs: two persons are needed': 'une autre personne signe : il en faut deux',
  'There is no legal basis {}': 'Il n’y a pas de base légale {}',
  'event: this basis does not name "{}"': 'event : cette base ne nomme pas « {} »',
  'names nothing': 'ne nomme rien',
  'say what this basis allows': 'dites ce que cette base permet',
  'is not for this kind of basis': 'ne va pas avec ce genre de base',
  'give the references of the text': 'donnez les références du texte',
  'there is no purpose {}': 'il n’y a pas de finalité {}',
  'There is no purpose {}': 'Il n’y a pas de finalité {}',
  'see GET /api/v1/legal/purposes': 'voyez le registre des finalités',
  'There is no decision {}': 'Il n’y a pas de décision {}',
  'There is no set-up session {}': 'Il n’y a pas de session de réglage {}',
  'begin another session afterwards': 'commencez une autre session ensuite',
  'another purpose has this name': 'une autre finalité a ce nom',
  'give each purpose its own name': 'donnez à chaque finalité son propre nom',
  'this authorisation is recorded already': 'cette autorisation est déjà enregistrée',
  'change that record': 'modifiez cette fiche',
  '"{}" is not in the closed list of the rule pack': '« {} » n’est pas dans la liste fermée du jeu de règles',
  'choose one: {}': 'choisissez-en un : {}',
  'belong to two regimes, the GDPR and title III of law 78-17, whose data are kept apart':
    'relèvent de deux régimes, le RGPD et le titre III de la loi 78-17, dont les données sont séparées',
  'choose purposes of one; add the camera a second time for the other':
    'choisissez les finalités d’un seul ; ajoutez la caméra une seconde fois pour l’autre',
  'Camera {} holds data of another regime: they stay there, and no others are mixed with them':
    'La caméra {} a des données d’un autre régime : elles y restent, et aucune autre ne s’y mêle',
  'switch the camera off, and add it again under another name with the purpose of the other regime':
    'arrêtez la caméra, et ajoutez-la de nouveau sous un autre nom avec la finalité de l’autre régime',
  'These are figures under another law ({})': 'Ces chiffres relèvent d’un autre régime ({})',
  'ask with an account or a key that meets them: data of the two laws are kept apart':
    'demandez-les avec un compte ou une clé qui y a accès : les données des deux régimes sont séparées',
  'is shorter than the {} minutes that the rule pack shows of a public place':
    'est plus court que les {} minutes que le jeu de règles montre d’un lieu public',
  'ask for longer intervals': 'demandez des intervalles plus longs',
  // recordings
  'There is no recording {}': 'Il n’y a pas d’enregistrement {}',
  'There is no extraction {}': 'Il n’y a pas d’extraction {}',
  'There is no hold {}': 'Il n’y a pas de conservation {}',
  'There is no destruction {}': 'Il n’y a pas de destruction {}',
  'Extraction {} is {} already': 'L’extraction {} est déjà {}',
  'Extraction {} was refused': 'L’extraction {} a été refusée',
  approved: 'approuvée',
  refused: 'refusée',
  answered: 'répondue',
  'The time of recording {} is over': 'La durée de l’enregistrement {} est écoulée',
  'open a hold before the time of a recording ends, when a requisition is announced':
    'placez une conservation avant la fin de la durée d’un enregistrement, dès qu’une réquisition est annoncée',
  'An extraction needs the approval of a second person':
    'Une extraction demande l’accord d’une seconde personne',
  'ask another person who may extract recordings of these cameras':
    'demandez à une autre personne qui peut extraire des enregistrements de ces caméras',
  'Hold {} has ended': 'La conservation {} a pris fin',
  'The time for which recording {} may be looked at is over':
    'La durée pendant laquelle l’enregistrement {} peut être vu est écoulée',
  'it is held for a requisition: propose its extraction':
    'il est conservé pour une réquisition : proposez son extraction',
  'it is destroyed, or will be in a moment; the register of destructions has the proof':
    'il est détruit, ou le sera dans un instant ; le registre des destructions en a la preuve',
  'recording: {}': '{}',
  'keptDays: {}': '{}',
  'state in the purpose how long pictures are kept':
    'indiquez dans la finalité combien de temps les images sont gardées',
  'choose {} days or fewer': 'choisissez {} jours ou moins',
  '{} days are more than the {} that the purpose, the authorisation and the law leave':
    '{} jours dépassent les {} que laissent la finalité, l’autorisation et la loi',
  'The pictures of this recording cannot be read': 'Les images de cet enregistrement ne peuvent être lues',
  'its file is missing or was changed, or the key of another instance encrypted it: nothing can bring it back':
    'son fichier manque ou a été modifié, ou la clé d’une autre instance l’a chiffré : rien ne peut le rétablir',
  '{} holds no key': '{} ne contient pas de clé',
  'put the file of the last backup back: without it no recording can be read':
    'remettez le fichier de la dernière sauvegarde : sans lui aucun enregistrement ne peut être lu',
  'The recording could not be written: nothing of it was kept':
    'L’enregistrement n’a pu être écrit : rien n’en a été gardé',
  'make room on the disk of data.directory, and give this user the right to write there':
    'libérez de la place sur le disque de data.directory, et donnez à cet utilisateur le droit d’y écrire',
  // the log
  '{} lines are missing': '{} lignes manquent',
  'does not follow from the line before': 'ne suit pas de la ligne précédente',
  'was changed': 'a été modifiée',
  'the clock was set back by {} hours: nothing is removed today':
    'l’horloge a été reculée de {} heures : rien n’est supprimé aujourd’hui',
  '{} hours have passed since the verification before: Vigie did not run, or the clock was set forward; nothing is removed today':
    '{} heures ont passé depuis la vérification précédente : Vigie était arrêté, ou l’horloge a été avancée ; rien n’est supprimé aujourd’hui',
  'the end of the log is missing': 'la fin du journal manque',
  'the checkpoint was not signed by this instance':
    'le point de contrôle n’a pas été signé par cette instance',
  'the log once had {} lines: its end is missing': 'le journal a compté {} lignes : sa fin manque',
  'is not the line that was noted outside the database':
    'n’est pas la ligne qui a été notée hors de la base de données',
  'more than {} lines: narrow from and to': 'plus de {} lignes : resserrez la période',
  'export month by month': 'exportez mois par mois',
  'motive: {}': 'motif : {}',
  'is required to look at pictures': 'est demandé pour voir des images',
  'has {} to {} characters': 'compte de {} à {} caractères',
  'choose one ({}) or say in a few words why you look':
    'choisissez-en un ou dites en quelques mots pourquoi vous regardez',
  // the desk of the officer
  'There is no breach {}': 'Il n’y a pas de violation {}',
  'Breach {} is closed': 'La violation {} est close',
  'enter a new one': 'saisissez-en une nouvelle',
  'give the moment at which it became known': 'donnez le moment où elle a été connue',
  'Who answers for the processing is not fully known':
    'Le responsable du traitement n’est pas entièrement connu',
  'fill in the controller, its data protection officer and the authority':
    'remplissez le responsable, son délégué à la protection des données et l’autorité',
  'is missing: a panel or a register without it informs nobody (GDPR art. 13)':
    'manque : sans cela un panneau ou un registre n’informe personne (RGPD art. 13)',
  'fill it in on the page of the data protection officer':
    'remplissez-le sur la page du délégué à la protection des données',
  'No assessment was written yet': 'Aucune analyse n’a encore été rédigée',
  'write it, then sign it': 'rédigez-la, puis signez-la',
  'This version is signed already': 'Cette version est déjà signée',
  'write a new version': 'rédigez une nouvelle version',
  'The configuration changed since this version was written':
    'La configuration a changé depuis la rédaction de cette version',
  'write it anew from the configuration as it stands, then sign it':
    'rédigez-la à nouveau à partir de la configuration actuelle, puis signez-la',
  'cameras: no active camera, or one of them does not exist':
    'cameras : aucune caméra active, ou l’une d’elles n’existe pas',
  'name cameras of the register': 'nommez des caméras du registre',
  'There is no request {}': 'Il n’y a pas de demande {}',
  'give the day on which the request came': 'donnez le jour où la demande est arrivée',
  'Request {} is {}': 'La demande {} est {}',
  'enter a new request': 'saisissez une nouvelle demande',
  'The time for an answer was extended before': 'Le délai de réponse a déjà été prolongé',
  'answer, or refuse with a reason': 'répondez, ou refusez avec un motif',
};
