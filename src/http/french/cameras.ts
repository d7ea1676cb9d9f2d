/** What is told of cameras and their streams, in French by its English. */
export const cameraPhrases: Readonly<Record<string, string>> = {
  'There is no camera {}': 'Il n’y a pas de caméra {}',
  'there is no camera {}': 'il n’y a pas de caméra {}',
  'There is no such camera': 'Cette caméra n’existe pas',
  'give the id of a camera': 'donnez le numéro d’une caméra',
  'another camera has this name': 'une autre caméra a ce nom',
  'give each camera its own name': 'donnez à chaque caméra son propre nom',
  'place, purposeIds, maskWaiver: these need the permission "legal:write"':
    'le lieu, les finalités et la dispense de masque demandent le droit « legal:write »',
  'leave them to an administrator or the data protection officer':
    'laissez-les à un administrateur ou au délégué à la protection des données',
  'place: {} allows statistics only, and these rules of the camera give nothing but alerts: {}':
    'place : ce lieu ne permet que des statistiques, et ces règles de la caméra ne donnent que des alertes : {2}',
  'no alert may be raised there': 'aucune alerte ne peut y être donnée',
  'remove those rules of the camera first': 'supprimez d’abord ces règles de la caméra',
  '"{}" does not start. {}': '« {} » ne démarre pas. {}',
  '*** stands for a password that is not known for this address':
    '*** tient lieu d’un mot de passe qui n’est pas connu pour cette adresse',
  'type the password again': 'saisissez le mot de passe à nouveau',
  'the address holds a line end or another character that is not shown':
    'l’adresse contient une fin de ligne ou un autre caractère invisible',
  'write it in one line; such a character of a password as %0A':
    'écrivez-la en une ligne ; un tel caractère d’un mot de passe s’écrit %0A',
  'addresses that begin with {}: are not known': 'les adresses qui commencent par {}: ne sont pas connues',
  'give an address that begins with rtsp://, rtsps://, http://, https:// or file:':
    'donnez une adresse qui commence par rtsp://, rtsps://, http://, https:// ou file:',
  'the address cannot be read': 'l’adresse ne peut être lue',
  'write it as rtsp://name:password@host:554/path, with @, : and / of a password as %40, %3A and %2F':
    'écrivez rtsp://nom:motdepasse@hôte:554/chemin ; dans un mot de passe, @, : et / s’écrivent %40, %3A et %2F',
  'the name of the file is missing': 'le nom du fichier manque',
  'write file:name.mp4': 'écrivez file:nom.mp4',
  'the file is not in the directory of sources': 'le fichier n’est pas dans le dossier des sources',
  'put the file under sources.directory and give its name from there':
    'placez le fichier sous sources.directory et donnez son nom à partir de là',
  'its address {} is not in the networks of cameras': 'son adresse {} n’est pas dans les réseaux des caméras',
  'check it, or add its network to network.cameras in vigie.yml and start Vigie anew':
    'vérifiez-la, ou ajoutez son réseau à network.cameras dans vigie.yml et redémarrez Vigie',
  // why a stream gives no picture
  '{}: the file cannot be read as video ({})': '{} : le fichier ne peut être lu comme une vidéo ({})',
  '{}: the stream cannot be read ({})': '{} : le flux ne peut être lu ({})',
  '{}: its video coding ({}) is not known': '{} : son codage vidéo ({}) n’est pas connu',
  '{}: sends on to another address, which is not followed':
    '{} : renvoie à une autre adresse, qui n’est pas suivie',
  '{}: does not speak TLS': '{} : ne parle pas TLS',
  '{}: {}': '{} : {}',
  'refuses the name or password (401)': 'refuse le nom ou le mot de passe (401)',
  'put the right name and password in the address': 'mettez le bon nom et le bon mot de passe dans l’adresse',
  'forbids this stream to this user (403)': 'interdit ce flux à cet utilisateur (403)',
  'give the user the right to see this stream': 'donnez à l’utilisateur le droit de voir ce flux',
  'knows no such stream (404)': 'ne connaît pas ce flux (404)',
  'check the path of the address in the manual of the camera':
    'vérifiez le chemin de l’adresse dans la notice de la caméra',
  'refuses the connection': 'refuse la connexion',
  'check that the camera is on and that the port is right':
    'vérifiez que la caméra est allumée et que le port est le bon',
  'does not answer': 'ne répond pas',
  'check that the camera is on and that the network leads to it':
    'vérifiez que la caméra est allumée et que le réseau y mène',
  'closed the stream': 'a fermé le flux',
  'check the camera; Vigie connects again by itself': 'vérifiez la caméra ; Vigie se reconnecte de lui-même',
  'answers with something that is not a video stream': 'répond autre chose qu’un flux vidéo',
  'check the port and the path of the address': 'vérifiez le port et le chemin de l’adresse',
  'sends on to an address of another kind, which is refused':
    'renvoie à une adresse d’un autre genre, qui est refusée',
  'give the address it leads to': 'donnez l’adresse à laquelle elle mène',
  'cannot be reached': 'est injoignable',
  'check the address, the cable and the network of the camera':
    'vérifiez l’adresse, le câble et le réseau de la caméra',
  'cut the connection': 'a coupé la connexion',
  'this is no video file, or its beginning or end is missing':
    'ce n’est pas un fichier vidéo, ou son début ou sa fin manque',
  'give a video file (MP4, MKV, AVI, MPEG-TS…), and copy it again if the copy was cut short':
    'donnez un fichier vidéo (MP4, MKV, AVI, MPEG-TS…), et copiez-le à nouveau si la copie a été interrompue',
  'there is no such file': 'ce fichier n’existe pas',
  'check the name; files lie under sources.directory':
    'vérifiez le nom ; les fichiers se trouvent sous sources.directory',
  'the file may not be read': 'le fichier ne peut être lu : droits insuffisants',
  'give the user of Vigie the right to read it': 'donnez à l’utilisateur de Vigie le droit de le lire',
  'the file is at its end': 'le fichier est à sa fin',
  'give a video file (MP4, MKV, AVI, MPEG-TS…)': 'donnez un fichier vidéo (MP4, MKV, AVI, MPEG-TS…)',
  'check the address and the camera': 'vérifiez l’adresse et la caméra',
  'set the camera or the file to H.264, H.265 or MJPEG':
    'réglez la caméra ou le fichier sur H.264, H.265 ou MJPEG',
  'write rtsp:// instead of rtsps://': 'écrivez rtsp:// au lieu de rtsps://',
  'the analysis process failed and is started anew': 'le processus d’analyse a échoué et redémarre',
  'its stream ends the analysis process; it is tried again later':
    'son flux arrête le processus d’analyse ; un nouvel essai aura lieu plus tard',
  'waits until the camera is found whose stream ends the analysis process':
    'attend que soit trouvée la caméra dont le flux arrête le processus d’analyse',
  'has more cells than there are columns': 'a plus de cellules qu’il n’y a de colonnes',
  'put quotation marks around a cell that holds the separator':
    'mettez entre guillemets une cellule qui contient le séparateur',
  'is not a number': 'n’est pas un nombre',
  'write digits, such as 49.4972 or 49,4972': 'écrivez des chiffres, comme 49.4972 ou 49,4972',
  'give both latitude and longitude, or neither': 'donnez la latitude et la longitude, ou aucune des deux',
  'is no word of this column': 'n’est pas un mot de cette colonne',
  'write one of: {}': 'écrivez l’un de ces mots : {}',
  'the file is empty': 'le fichier est vide',
  'the file holds no camera below its columns': 'le fichier ne contient aucune caméra sous ses colonnes',
  'the file holds {} cameras; at most {} at once': 'le fichier contient {} caméras ; au plus {} à la fois',
  'line {} is not CSV: a quotation mark is not closed or stands inside a cell':
    'la ligne {} n’est pas du CSV : un guillemet n’est pas fermé, ou se trouve dans une cellule',
  'unknown column "{}"': 'colonne inconnue « {} »',
  'the column "{}" stands there twice': 'la colonne « {} » s’y trouve deux fois',
  'columns are missing: {}': 'il manque des colonnes : {}',
  '{}Known columns: {}': '{}Colonnes connues : {}',
  'take the template and fill it in': 'prenez le modèle et remplissez-le',
  '"{}" is no purpose of the register': '« {} » n’est pas une finalité du registre',
  'add it on the page of the law first': 'ajoutez-la d’abord dans la page du droit',
  'write one of: {}; several with | between':
    'écrivez l’une de celles-ci : {} ; plusieurs avec | entre elles',
  'line {} has the same name': 'la ligne {} a le même nom',
  'give each camera its own name; a list adds cameras, it changes none':
    'donnez à chaque caméra son propre nom ; une liste ajoute des caméras, elle n’en change aucune',
  'this needs the permission "legal:write"': 'cela demande le droit « legal:write »',
  'leave the column empty: an administrator or the data protection officer fills it in later':
    'laissez la colonne vide : un administrateur ou le délégué à la protection des données la remplira',
  '{} cameras are being tried already': '{} caméras sont déjà à l’essai',
  'wait until one of them is done, at most half a minute':
    'attendez que l’une soit terminée, une demi-minute au plus',
};
