/** What is told of zones, rules, periods, trials and figures, in French by its English. */
export const rulePhrases: Readonly<Record<string, string>> = {
  'There is no rule {}': 'Il n’y a pas de règle {}',
  'There is no period {}': 'Il n’y a pas de période {}',
  'there is no period {}': 'il n’y a pas de période {}',
  'unknown kind of rule "{}"': 'le genre de règle « {} » n’est pas connu',
  '"{}" may not alert. {}': '« {} » ne peut pas alerter. {}',
  'this camera has another rule of this name': 'cette caméra a une autre règle de ce nom',
  'this camera has another of this name': 'cette caméra en a une autre de ce nom',
  'another period has this name': 'une autre période a ce nom',
  'give the id of a period, or null for always': 'choisissez une période, ou « toujours »',
  'Rules hold during this period: {}': 'Des règles valent pendant cette période : {}',
  'give those rules another period first': 'donnez d’abord une autre période à ces règles',
  'follows the sun, and the camera of rule "{}" has no position':
    'suit le soleil, et la caméra de la règle « {} » n’a pas de position',
  '"{}" follows the sun, and the camera has no position':
    '« {} » suit le soleil, et la caméra n’a pas de position',
  'give that camera a position first': 'donnez d’abord une position à cette caméra',
  'give the camera a position first': 'donnez d’abord une position à la caméra',
  'This {} is watched by rules: {}': 'Des règles surveillent cette {} : {}',
  'give those rules another place first, or remove it with ?force=true: they then stand still, shown as broken':
    'donnez d’abord un autre lieu à ces règles, ou supprimez-la quand même : elles s’arrêtent alors et le disent',
  zone: 'zone',
  line: 'ligne',
  mask: 'masque',
  class: 'classe',
  word: 'valeur',
  zones: 'zones',
  lines: 'lignes',
  // the parameters of a rule
  'name the {} that the rule watches': 'nommez la {} que la règle surveille',
  'write {}': 'écrivez {}',
  'write {}{}{}': 'écrivez {}{}{}',
  '{} from {} to {}': '{} de {} à {}',
  '{} from {}': '{} à partir de {}',
  '{} to {}': '{} jusqu’à {}',
  '{} of {}': '{} de {}',
  seconds: 'secondes',
  'a rule of kind {} takes {}': 'une règle de genre {} prend {}',
  'unknown direction {}': 'le sens {} n’est pas connu',
  'write forward, backward or both': 'écrivez forward (aller), backward (retour) ou both (les deux)',
  'must be a list of words': 'doit être une liste de valeurs',
  'must be a list of {}s': 'doit être une liste de {}s',
  'must be a list of classes': 'doit être une liste de classes',
  'choose among {}': 'choisissez parmi {}',
  'write it as [person, car]': 'écrivez [person, car]',
  'this camera has no {} {}': 'cette caméra n’a pas de {} {}',
  'give the {} of a {} of this camera': 'choisissez une {2} de cette caméra',
  'names the same {} again': 'nomme deux fois la même {}',
  'name at least one {}': 'nommez au moins une {}',
  'unknown word {}': 'la valeur {} n’est pas connue',
  'unknown {} "{}"': '{} inconnue : « {} »',
  '{} does not fit': '{} ne convient pas',
  'there is no {} here: add it first': 'il n’y a pas de {} ici : ajoutez-la d’abord',
  'choose another {}{}': 'choisissez une autre {}{}',
  '{}; there are: {}': '{} ; il y a : {}',
  'leave it out to measure only, or name classes of vehicles':
    'omettez-le pour mesurer seulement, ou nommez des classes de véhicules',
  'persons never alert by the time they stay': 'la durée de présence d’une personne ne donne jamais d’alerte',
  'a line and a zone cannot go together': 'une ligne et une zone ne vont pas ensemble',
  'names neither a line nor a zone': 'ne nomme ni ligne ni zone',
  'name either a line or a zone': 'nommez soit une ligne, soit une zone',
  'a zone has no direction': 'une zone n’a pas de sens',
  'leave it out, or name a line': 'omettez-le, ou nommez une ligne',
  'a way wants two lines at least': 'un trajet demande au moins deux lignes',
  'name two lines or more': 'nommez deux lignes ou plus',
  'there are only {} bays: it would always be told': 'il n’y a que {} places : l’alerte serait permanente',
  'write a number from 0 to {}': 'écrivez un nombre de 0 à {}',
  'metres want the ground points of the camera, and it has none':
    'des mètres demandent les points au sol de la caméra, et elle n’en a pas',
  'give the camera four ground points, or use moreThan':
    'donnez quatre points au sol à la caméra, ou comptez en nombre',
  'speed wants the ground points of the camera, and it has none':
    'la vitesse demande les points au sol de la caméra, et elle n’en a pas',
  'give the camera four points of known place on the ground':
    'donnez à la caméra quatre points dont la place au sol est connue',
  'both directions cannot be wrong': 'les deux sens ne peuvent être interdits',
  'write forward or backward, or use a rule of kind crossing':
    'choisissez un seul sens, ou une règle de franchissement',
  // periods
  'unknown time zone "{}"': 'le fuseau horaire « {} » n’est pas connu',
  'use an IANA name such as Europe/Paris': 'écrivez un nom IANA, par exemple Europe/Paris',
  '"{}" is no time of day': '« {} » n’est pas une heure',
  'write HH:MM, or sunrise or sunset with an offset such as sunset-00:30':
    'écrivez HH:MM, ou sunrise (lever) ou sunset (coucher) avec un décalage comme sunset-00:30',
  'starts and ends at the same time': 'commence et finit à la même heure',
  'for the whole day write from "00:00" to "24:00"': 'pour toute la journée, écrivez de 00:00 à 24:00',
  '"{}" is no date': '« {} » n’est pas une date',
  'write YYYY-MM-DD': 'écrivez AAAA-MM-JJ',
  'ends ({}) before it starts ({})': 'finit ({}) avant de commencer ({})',
  'exchange the two dates': 'échangez les deux dates',
  'is never active: its hours lie on public holidays, which it leaves out':
    'ne vaut jamais : ses heures tombent sur des jours fériés, qu’elle exclut',
  'remove holidays: exclude, or add days of the week':
    'n’excluez plus les jours fériés, ou ajoutez des jours de la semaine',
  'no public holidays are known for "{}"': 'aucun jour férié n’est connu pour « {} »',
  // versions
  'The {} "{}" was changed by somebody else meanwhile':
    '« {2} » a été modifié entre-temps par quelqu’un d’autre',
  'look at what it is now, then change it with its present version':
    'regardez ce qu’il en est maintenant, puis modifiez sa version actuelle',
  // shapes
  'is the same point as {}[{}]': 'est le même point que {}[{}]',
  'remove one of them; the last corner is joined to the first by itself':
    'supprimez l’un des deux ; le dernier sommet rejoint le premier de lui-même',
  'crosses itself: the edge after corner {} meets the edge after corner {}':
    'se croise : le côté après le sommet {} rencontre le côté après le sommet {}',
  'list the corners in the order in which one walks around the area':
    'placez les sommets dans l’ordre où l’on fait le tour de la zone',
  'encloses no area': 'n’entoure aucune surface',
  'move a corner out of the line of the others': 'écartez un sommet de la ligne des autres',
  'is the same point as from': 'est le même point que le départ',
  'move one end: a line needs two different points':
    'déplacez un bout : une ligne demande deux points différents',
  'makes a line {} long': 'donne une ligne longue de {}',
  'draw it at least {} long (1 is the width of the picture)':
    'tracez-la longue d’au moins {} (1 est la largeur de l’image)',
  'needs four points or more': 'demande au moins quatre points',
  'give the place on the ground of four corners, for instance of a parking bay or a crossing':
    'donnez la place au sol de quatre coins, par exemple d’une place de stationnement ou d’un passage',
  'names the same place twice': 'nomme deux fois le même endroit',
  'give points that lie apart': 'donnez des points éloignés les uns des autres',
  'has three points in one line on the picture': 'a trois points alignés sur l’image',
  'choose four corners of an area, no three of them in a row':
    'choisissez quatre coins d’une surface, sans trois alignés',
  'has three points in one line on the ground': 'a trois points alignés au sol',
  'check their metres: choose four corners of an area, no three of them in a row':
    'vérifiez leurs mètres : choisissez quatre coins d’une surface, sans trois alignés',
  'has corners in another order on the picture than on the ground':
    'a ses coins dans un autre ordre sur l’image que sur le sol',
  'exchange the metres of two points, or the sign of one axis':
    'échangez les mètres de deux points, ou le signe d’un axe',
  'holds points that no flat ground fits': 'contient des points qu’aucun sol plat ne relie',
  'measure again the one that is wrong, or leave out points that are not on the same level':
    'mesurez à nouveau celui qui est faux, ou omettez les points qui ne sont pas au même niveau',
  // trials
  'There is no replay {}': 'Il n’y a pas d’essai {}',
  'the clip is larger than {} MB': 'la vidéo dépasse {} Mo',
  'send a shorter clip, or raise replay.clipMb': 'envoyez une vidéo plus courte, ou augmentez replay.clipMb',
  'recording is not switched on for this camera': 'cette caméra n’enregistre rien',
  'try the rule on a clip, or on the next minutes of the camera':
    'essayez la règle sur une vidéo, ou sur les prochaines minutes de la caméra',
  'replay {} does not wait for a clip': 'l’essai {} n’attend pas de vidéo',
  'begin a new one: POST /api/v1/replays': 'commencez-en un nouveau',
  'replay {} was stopped': 'l’essai {} a été arrêté',
  'try fewer minutes: replay.minutes': 'essayez moins de minutes (replay.minutes)',
  'the camera "{}" is switched off': 'la caméra « {} » est éteinte',
  'switch it on, or try the rule on a clip': 'allumez-la, ou essayez la règle sur une vidéo',
  '{} replays are under way already': '{} essais sont déjà en cours',
  'wait for one to end, or stop one: DELETE /api/v1/replays/{id}':
    'attendez la fin de l’un d’eux, ou arrêtez-en un',
  'Nothing of "{}" is analysed. {}': 'Rien de « {} » n’est analysé. {}',
  'the clip is empty: send the film as the body': 'la vidéo est vide : choisissez un autre fichier',
  'there is no room left on the disk for the clip': 'il n’y a plus de place sur le disque pour la vidéo',
  'the clip did not come whole': 'la vidéo n’est pas arrivée entière',
  'send it again': 'envoyez-la à nouveau',
  'the clip could not be analysed to its end: it stops the decoder':
    'la vidéo n’a pu être analysée jusqu’au bout : elle arrête le décodeur',
  'convert it to MP4 (H.264) and send it again': 'convertissez-la en MP4 (H.264) et envoyez-la à nouveau',
  // figures, alerts, the territory
  'would give more than {} intervals': 'donnerait plus de {} intervalles',
  'ask for longer intervals or a shorter span':
    'demandez des intervalles plus longs ou une période plus courte',
  'ask for the distribution: GET /api/v1/statistics/measures': 'demandez la répartition',
  'There is no alert {}': 'Il n’y a pas d’alerte {}',
  'is required for a rejection': 'est à remplir pour un rejet',
  'say in a few words why it was no alert': 'dites en quelques mots pourquoi ce n’était pas une alerte',
  'to: this alert is {}; {}': 'cette alerte est {} ; {}',
  'this alert is {}': 'cette alerte est {}',
  'it is closed for good': 'elle est close définitivement',
  'it may become {}': 'elle peut devenir {}',
  new: 'nouvelle',
  acknowledged: 'prise en compte',
  confirmed: 'confirmée',
  rejected: 'rejetée',
  closed: 'close',
  'write https://tiles.example.org/style.json, or a path of this server':
    'écrivez https://tiles.example.org/style.json, ou un chemin de ce serveur',
  'is not the address of a style': 'n’est pas l’adresse d’un style',
  'write a country such as FR, or a country and region such as FR-57':
    'écrivez un pays comme FR, ou un pays et une région comme FR-57',
};
