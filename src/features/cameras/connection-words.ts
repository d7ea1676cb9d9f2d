import type { ConnectionReason } from './ports.ts';

/** What happened and what to do, in both languages. */
export interface ConnectionWords {
  readonly message: { readonly en: string; readonly fr: string };
  readonly fix: { readonly en: string; readonly fr: string };
}

type Four = readonly [en: string, fixEn: string, fr: string, fixFr: string];

const words: Readonly<Record<ConnectionReason, Four>> = {
  password: [
    'The camera refuses the name or the password.',
    'Type them again; after several wrong tries many cameras stay shut for some minutes.',
    'La caméra refuse l’identifiant ou le mot de passe.',
    'Saisissez-les de nouveau ; après plusieurs erreurs, beaucoup de caméras restent fermées quelques minutes.',
  ],
  'no-right': [
    'The camera knows this user, who may not see this stream.',
    'Give the user the right to see video on the camera’s own page.',
    'La caméra connaît cet utilisateur, qui n’a pas le droit de voir ce flux.',
    'Donnez-lui le droit de voir la vidéo, dans la page de la caméra.',
  ],
  'no-stream': [
    'The camera answers, but knows no stream at this path.',
    'Choose its make, or look for the RTSP path in its manual.',
    'La caméra répond, mais ne connaît aucun flux à ce chemin.',
    'Choisissez sa marque, ou cherchez le chemin RTSP dans sa notice.',
  ],
  refused: [
    'The connection is refused: nothing listens at this port.',
    'Check the port, usually 554, and that RTSP is switched on in the camera.',
    'La connexion est refusée : rien n’écoute à ce port.',
    'Vérifiez le port, en général 554, et que RTSP est activé dans la caméra.',
  ],
  'no-answer': [
    'Nothing answers at this address.',
    'Check the address, that the camera is on, and that no firewall stands between.',
    'Rien ne répond à cette adresse.',
    'Vérifiez l’adresse, que la caméra est allumée, et qu’aucun pare-feu ne la sépare de Vigie.',
  ],
  'no-route': [
    'No way leads to this address from here.',
    'Check the network cable and the route from this machine to the camera’s network.',
    'Aucun chemin ne mène d’ici à cette adresse.',
    'Vérifiez le câble et la route de cette machine vers le réseau des caméras.',
  ],
  cut: [
    'The camera cut the connection.',
    'It may have too many viewers already: close others, or start it anew.',
    'La caméra a coupé la connexion.',
    'Elle a peut-être déjà trop de spectateurs : fermez-en, ou redémarrez-la.',
  ],
  'not-video': [
    'What answers is not a video stream.',
    'Check the port and the path: this may be the camera’s web page.',
    'Ce qui répond n’est pas un flux vidéo.',
    'Vérifiez le port et le chemin : c’est peut-être la page web de la caméra.',
  ],
  codec: [
    'The video coding of this stream is not known.',
    'Set the camera to H.264, H.265 or MJPEG.',
    'Le codage vidéo de ce flux n’est pas connu.',
    'Réglez la caméra sur H.264, H.265 ou MJPEG.',
  ],
  'unknown-name': [
    'Nobody knows this host name.',
    'Check the name, or give the IP address.',
    'Ce nom de machine est inconnu.',
    'Vérifiez le nom, ou donnez l’adresse IP.',
  ],
  'forbidden-address': [
    'This address is not among those that Vigie may connect to.',
    'Add the camera’s network to network.cameras in vigie.yml and start Vigie anew.',
    'Cette adresse n’est pas de celles que Vigie peut appeler.',
    'Ajoutez le réseau de la caméra à network.cameras dans vigie.yml et redémarrez Vigie.',
  ],
  redirected: [
    'The camera sends on to another address, which is not followed.',
    'Give the address it leads to, if it is really a camera.',
    'La caméra renvoie vers une autre adresse, qui n’est pas suivie.',
    'Donnez l’adresse vers laquelle elle mène, si c’est bien une caméra.',
  ],
  certificate: [
    'The encrypted connection fails: no TLS at this port, or a certificate that cannot be used.',
    'Write rtsp:// instead of rtsps://, or give the camera a new certificate.',
    'La connexion chiffrée échoue : pas de TLS à ce port, ou un certificat inutilisable.',
    'Écrivez rtsp:// au lieu de rtsps://, ou donnez un nouveau certificat à la caméra.',
  ],
  'too-slow': [
    'The camera is too slow: no picture came in time.',
    'Try again; if it stays so, choose its second stream, or look at its network.',
    'La caméra est trop lente : aucune image n’est arrivée à temps.',
    'Essayez de nouveau ; si cela dure, choisissez son second flux, ou examinez son réseau.',
  ],
  'too-large': [
    'The pictures are larger than what is decoded.',
    'Set the camera to 8K (7680 × 4320) at most.',
    'Les images dépassent la taille décodée.',
    'Réglez la caméra sur 8K (7680 × 4320) au plus.',
  ],
  'no-file': [
    'There is no such file, or it may not be read.',
    'Put it into the directory of sources and give its name from there.',
    'Ce fichier n’existe pas, ou ne peut pas être lu.',
    'Mettez-le dans le dossier des sources et donnez son nom à partir de là.',
  ],
  'not-onvif': [
    'What answers does not speak ONVIF as it should.',
    'Switch ONVIF on in the camera, or give the address of its stream by hand.',
    'Ce qui répond ne parle pas ONVIF comme il faut.',
    'Activez ONVIF dans la caméra, ou donnez l’adresse de son flux à la main.',
  ],
  unreadable: [
    'The stream cannot be read.',
    'Check the address and the camera.',
    'Le flux ne peut pas être lu.',
    'Vérifiez l’adresse et la caméra.',
  ],
};

/** What is said of a reason. */
export function connectionWords(reason: ConnectionReason): ConnectionWords {
  const [en, fixEn, fr, fixFr] = words[reason];
  return { message: { en, fr }, fix: { en: fixEn, fr: fixFr } };
}
