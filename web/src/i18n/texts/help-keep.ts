import { bilingual } from '../bilingual.ts';

/** Help of the pages on which law, people and the instance itself are kept, and of the doors. */
export const helpKeep = bilingual(
  {
    notifications: {
      name: 'Telling people',
      what: 'Who is told of which rules, over what, and what became of each message.',
      steps: {
        one: 'Add the channels: the mail server of the town hall, a webhook, a broker. “Send a test” tries each.',
        two: 'Add a plan: which rules, whom at once, whom next when nobody has looked.',
        three: 'Name who outside is told once an alert is confirmed; before, nothing leaves.',
        four: '“Messages” shows what did not arrive, and why; what was given up can be sent again.',
      },
    },
    law: {
      name: 'Law',
      what: 'What cameras are for, and the texts that allow it. What has no basis does not run.',
      steps: {
        one: 'Record each purpose, chosen from the closed list of the law.',
        two: 'Record the prefect’s authorisation of the cameras of public places, with its dates.',
        three:
          'Record orders and special texts that allow alerts there; a special text needs two signatures.',
        four: 'Change a record when its text changes. Everything dated ends by itself; one button stops it at once.',
      },
    },
    dataProtection: {
      name: 'Data protection',
      what: 'What the data protection officer keeps: requests, breaches, the assessment, the documents.',
      steps: {
        one: '“Where things stand” leads to whatever is missing.',
        two: 'Say who is responsible: panels and the register are written from it.',
        three: 'Enter requests of persons when they come: each has its clock.',
        four: 'Sign the assessment anew when the configuration has changed.',
      },
    },
    log: {
      name: 'Who did what',
      what: 'Every view, change and export: who, when, why. Lines cannot be changed.',
      steps: {
        one: 'Narrow the lines by subject, camera and time.',
        two: 'Verify the log: a line that was changed or removed is found.',
        three: 'Export lines for an authority; saying to whom and why is a line itself.',
      },
    },
    people: {
      name: 'People',
      what: 'Who may sign in, what each may do and see, and the keys of programs.',
      steps: {
        one: 'Invite a person, choose a role, and hand the link over.',
        two: 'Bind them to communes or camera groups, if they should not reach every camera.',
        three: 'Whoever sees images needs a habilitation: act, training, dates, territory.',
        four: 'What somebody asks for themselves waits for another person.',
      },
    },
    places: {
      name: 'Communes and groups',
      what: 'They put cameras together, so that rights can hold for some of them only.',
      steps: {
        one: 'Add a commune or a group and choose its cameras.',
        two: 'Bind people, keys or habilitations to it on the page “People”.',
        three: 'Before you remove one, see whose rights hold for it: they reach its cameras no more.',
      },
    },
    account: {
      name: 'My account',
      what: 'Your password, your second factor and where you are signed in.',
      steps: {
        one: 'Set up an authenticator or a passkey, and put the recovery codes in a safe place.',
        two: 'Change your password here; other sessions end.',
        three: 'End sessions that are not yours.',
      },
    },
    signIn: {
      name: 'Sign in',
      what: 'Here people of the territory sign in.',
      steps: {
        one: 'Give the e-mail address with which you were invited, and your password.',
        two: 'Then give the code of your authenticator, or use your passkey.',
        three: 'Lost your password or second factor? An administrator gives you a new link.',
      },
    },
    setup: {
      name: 'First start',
      what: 'The first people of this Vigie are made here, once.',
      steps: {
        one: 'Fill in an administrator: sets things up, sees no image.',
        two: 'Fill in an operator, with the act that allows them to see images.',
        three: 'Passwords have twelve characters or more.',
      },
    },
    register: {
      name: 'Register of cameras',
      what: 'Anybody can read here which cameras there are, what for, and what their rights are.',
      steps: {
        one: 'Find a camera by its street or name.',
        two: 'Read what it serves, for how long something is kept, and who answers for it.',
        three: 'Write to the address given to use your rights.',
      },
    },
    other: {
      name: 'This page',
      what: 'Vigie turns cameras into alerts and statistics, within the law.',
      steps: {
        one: 'The navigation shows what your role opens.',
        two: 'Every change goes into the log, with your name.',
      },
    },
  },
  {
    notifications: {
      name: 'Prévenir',
      what: 'Qui est prévenu de quelles règles, par quoi, et ce que chaque message est devenu.',
      steps: {
        one: 'Ajoutez les canaux : le serveur de courrier de la mairie, un webhook, un courtier. « Envoyer un essai » vérifie chacun.',
        two: 'Ajoutez un plan : quelles règles, qui tout de suite, qui ensuite si personne n’a regardé.',
        three: 'Nommez qui est prévenu au-dehors après confirmation ; avant, rien ne sort.',
        four: '« Messages » montre ce qui n’est pas arrivé, et pourquoi ; ce qui fut abandonné peut être renvoyé.',
      },
    },
    law: {
      name: 'Droit',
      what: 'À quoi servent les caméras, et les textes qui le permettent. Sans base, rien ne tourne.',
      steps: {
        one: 'Saisissez chaque finalité, choisie dans la liste fermée de la loi.',
        two: 'Saisissez l’autorisation préfectorale des caméras des lieux publics, avec ses dates.',
        three:
          'Saisissez les arrêtés et les textes spéciaux qui y permettent des alertes ; un texte spécial demande deux signatures.',
        four: 'Modifiez une fiche quand son texte change. Ce qui est daté finit de lui-même ; un bouton l’arrête aussitôt.',
      },
    },
    dataProtection: {
      name: 'Protection des données',
      what: 'Ce que tient le délégué à la protection des données : demandes, violations, analyse d’impact, documents.',
      steps: {
        one: '« Où en est-on » mène à tout ce qui manque.',
        two: 'Dites qui est responsable : les panneaux et le registre en découlent.',
        three: 'Saisissez les demandes des personnes à leur arrivée : chacune a son délai.',
        four: 'Signez à nouveau l’analyse quand la configuration a changé.',
      },
    },
    log: {
      name: 'Qui a fait quoi',
      what: 'Chaque consultation, modification et export : qui, quand, pourquoi. Les lignes ne peuvent être modifiées.',
      steps: {
        one: 'Resserrez les lignes par sujet, caméra et date.',
        two: 'Vérifiez le journal : une ligne modifiée ou supprimée est trouvée.',
        three: 'Exportez des lignes pour une autorité ; dire à qui et pourquoi est une ligne aussi.',
      },
    },
    people: {
      name: 'Personnes',
      what: 'Qui peut se connecter, ce que chacun peut faire et voir, et les clés des programmes.',
      steps: {
        one: 'Invitez une personne, choisissez un rôle, et remettez-lui le lien.',
        two: 'Limitez-la à des communes ou à des groupes de caméras, si elle ne doit pas tout atteindre.',
        three: 'Qui voit des images a besoin d’une habilitation : acte, formation, dates, territoire.',
        four: 'Ce que quelqu’un demande pour soi-même attend une autre personne.',
      },
    },
    places: {
      name: 'Communes et groupes',
      what: 'Ils rassemblent des caméras, pour que des droits ne valent que pour certaines.',
      steps: {
        one: 'Ajoutez une commune ou un groupe et choisissez ses caméras.',
        two: 'Limitez-y des personnes, des clés ou des habilitations, sur la page « Personnes ».',
        three:
          'Avant d’en supprimer, voyez de qui les droits y sont limités : ils n’atteignent plus ses caméras.',
      },
    },
    account: {
      name: 'Mon compte',
      what: 'Votre mot de passe, votre second facteur et où vous êtes connecté.',
      steps: {
        one: 'Configurez une application d’authentification ou une clé d’accès, et gardez les codes de secours en lieu sûr.',
        two: 'Changez ici votre mot de passe ; les autres sessions prennent fin.',
        three: 'Mettez fin aux sessions qui ne sont pas les vôtres.',
      },
    },
    signIn: {
      name: 'Se connecter',
      what: 'Ici se connectent les personnes du territoire.',
      steps: {
        one: 'Donnez l’adresse e-mail de votre invitation et votre mot de passe.',
        two: 'Donnez ensuite le code de votre application, ou utilisez votre clé d’accès.',
        three: 'Mot de passe ou second facteur perdu ? Un administrateur vous donne un nouveau lien.',
      },
    },
    setup: {
      name: 'Premier démarrage',
      what: 'Les premières personnes de ce Vigie sont créées ici, une seule fois.',
      steps: {
        one: 'Remplissez un administrateur : il règle tout et ne voit aucune image.',
        two: 'Remplissez un opérateur, avec l’acte qui lui permet de voir des images.',
        three: 'Un mot de passe a douze caractères ou plus.',
      },
    },
    register: {
      name: 'Registre des caméras',
      what: 'Chacun peut lire ici quelles caméras existent, à quoi elles servent et quels sont ses droits.',
      steps: {
        one: 'Trouvez une caméra par sa rue ou son nom.',
        two: 'Lisez à quoi elle sert, combien de temps quelque chose est gardé, et qui en répond.',
        three: 'Écrivez à l’adresse indiquée pour exercer vos droits.',
      },
    },
    other: {
      name: 'Cette page',
      what: 'Vigie tire des caméras des alertes et des statistiques, dans le cadre de la loi.',
      steps: {
        one: 'La navigation montre ce que votre rôle ouvre.',
        two: 'Chaque modification est inscrite au journal, avec votre nom.',
      },
    },
  },
);
