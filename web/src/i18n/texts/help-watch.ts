import { bilingual } from '../bilingual.ts';

/** Help of the pages on which one watches, decides and counts. */
export const helpWatch = bilingual(
  {
    overview: {
      name: 'Overview',
      what: 'Where the cameras are, what they see now, what was told and counted today.',
      steps: {
        one: 'Look at the map: each camera tells by its icon whether it is watched. Choose one to go to its page.',
        two: 'To see pictures, say once why you look; it goes into the log with your name.',
        three: 'New alerts stand at the side. Choose one to decide on it.',
      },
    },
    live: {
      name: 'Live',
      what: 'A wall of cameras, one of them enlarged, and how all of them fare.',
      steps: {
        one: 'Choose the cameras and how many stand side by side; the choice is kept for you on this device.',
        two: 'Arrows lead from picture to picture, Enter or a number enlarges one, Escape leads back, F is full screen.',
        three:
          'Pictures are blurred until you may see the camera and have said why. Video shows every picture.',
        four: 'Below stands each camera that does not run, with what that means.',
      },
    },
    alerts: {
      name: 'Alerts',
      what: 'What the rules have seen, and what people decided about it.',
      steps: {
        one: 'Choose an alert in the list: rule, place, time and what was seen stand beside it.',
        two: 'Acknowledge it, so that others know that somebody looks.',
        three: 'Confirm it, or reject it with a reason: a rejection helps to tune the rule.',
        four: 'Close it when nothing more is to be done.',
      },
    },
    cameras: {
      name: 'Cameras',
      what: 'Every camera: whether it runs, what it looks at, and what is wrong with it in plain words.',
      steps: {
        one: 'Add a camera with its name, its address and its place.',
        two: 'Give it a purpose: without one no picture is read.',
        three: 'Open its page to draw zones and lines, and to give it rules.',
      },
    },
    addCamera: {
      name: 'Adding cameras',
      what: 'One camera step by step, or many from a list. Nothing is analysed before its mask is drawn and its purpose is said.',
      steps: {
        one: 'Search the network, choose the make or type the address; try it, and read what is wrong if no picture comes.',
        two: 'Place it on the map, say its purpose, mask what it must not see.',
        three: 'Choose a first rule; its shape is moved in the editor afterwards.',
      },
    },
    camera: {
      name: 'Camera',
      what: 'One camera: its picture, its rules, what the law allows it, how it fares.',
      steps: {
        one: 'See under “What the law allows here” what this camera may give; each refusal says what would lift it.',
        two: 'Add a rule: choose its kind, its zone or line, when it holds.',
        three: 'A rule that is shown as broken stands still until what it misses is given back.',
        four: 'If the camera does not answer, its state says why and what to check.',
      },
    },
    recordings: {
      name: 'Recordings',
      what: 'Stills kept around alerts, for cameras where it was switched on and the law allows it.',
      steps: {
        one: 'Find a recording by camera and time, then look at it: you say why, and the log keeps it.',
        two: 'On a requisition, choose recordings and ask for their extraction; another person approves, then the archive with its signed manifest may be taken.',
        three: 'The data protection officer holds recordings back on a requisition, and ends the hold.',
        four: 'Under “What cameras keep”, recording is switched on or off, for no longer than the law allows.',
        five: 'The registers hold each destruction with its signed proof, and each transmission.',
      },
    },
    statistics: {
      name: 'Statistics',
      what: 'What passed, stayed or queued, by quarter hour, hour or day. Nobody is recognised.',
      steps: {
        one: 'Choose days and, if you like, a camera, a line or a class. Cameras that serve security have figures of their own: choose the law.',
        two: 'Read the share of the time really watched beside each figure: what was not watched is missing, not zero.',
        three: 'Compare with earlier days: only what was well watched both times is set side by side.',
        four: 'Take the figures out as a file (CSV), or print the page.',
      },
    },
  },
  {
    overview: {
      name: 'Vue d’ensemble',
      what: 'Où sont les caméras, ce qu’elles voient, ce qui a été signalé et compté aujourd’hui.',
      steps: {
        one: 'Regardez la carte : le symbole de chaque caméra dit si elle est suivie. Choisissez-en une pour ouvrir sa page.',
        two: 'Pour voir des images, dites une fois pourquoi ; c’est inscrit au journal avec votre nom.',
        three: 'Les nouvelles alertes sont sur le côté. Choisissez-en une pour en décider.',
      },
    },
    live: {
      name: 'Direct',
      what: 'Un mur de caméras, l’une d’elles en grand, et comment elles vont toutes.',
      steps: {
        one: 'Choisissez les caméras et combien se montrent côte à côte ; le choix est gardé pour vous sur cet appareil.',
        two: 'Les flèches mènent d’une image à l’autre, Entrée ou un chiffre agrandit, Échap revient, F met en plein écran.',
        three:
          'Les images sont floutées tant que vous n’avez pas droit à la caméra ou n’avez pas dit pourquoi vous regardez. La vidéo montre chaque image.',
        four: 'En dessous figure chaque caméra qui n’est pas en marche, avec ce que cela veut dire.',
      },
    },
    alerts: {
      name: 'Alertes',
      what: 'Ce que les règles ont vu, et ce qui en a été décidé.',
      steps: {
        one: 'Choisissez une alerte dans la liste : règle, lieu, heure et ce qui a été vu apparaissent.',
        two: 'Prenez-la en compte, pour que les autres sachent que quelqu’un s’en occupe.',
        three: 'Confirmez-la, ou rejetez-la avec un motif : un rejet aide à régler la règle.',
        four: 'Fermez-la quand il n’y a plus rien à faire.',
      },
    },
    cameras: {
      name: 'Caméras',
      what: 'Toutes les caméras : si elles fonctionnent, ce qu’elles regardent, et ce qui ne va pas, en mots simples.',
      steps: {
        one: 'Ajoutez une caméra avec son nom, son adresse et son lieu.',
        two: 'Donnez-lui une finalité : sans elle aucune image n’est lue.',
        three: 'Ouvrez sa page pour tracer zones et lignes, et lui donner des règles.',
      },
    },
    addCamera: {
      name: 'Ajouter des caméras',
      what: 'Une caméra pas à pas, ou plusieurs depuis une liste. Rien n’est analysé avant que son masque soit tracé et sa finalité dite.',
      steps: {
        one: 'Cherchez sur le réseau, choisissez la marque ou saisissez l’adresse ; essayez-la, et lisez ce qui ne va pas si aucune image ne vient.',
        two: 'Placez-la sur la carte, dites sa finalité, masquez ce qu’elle ne doit pas voir.',
        three: 'Choisissez une première règle ; sa forme se déplace ensuite dans l’éditeur.',
      },
    },
    camera: {
      name: 'Caméra',
      what: 'Une caméra : son image, ses règles, ce que la loi lui permet, son état.',
      steps: {
        one: 'Voyez sous « Ce que la loi permet ici » ce que cette caméra peut donner ; chaque refus dit ce qui le lèverait.',
        two: 'Ajoutez une règle : son genre, sa zone ou sa ligne, quand elle vaut.',
        three: 'Une règle en panne s’arrête jusqu’à ce que ce qui lui manque soit rendu.',
        four: 'Si la caméra ne répond pas, son état dit pourquoi et quoi vérifier.',
      },
    },
    recordings: {
      name: 'Enregistrements',
      what: 'Des images fixes gardées autour des alertes, là où c’est activé et où la loi le permet.',
      steps: {
        one: 'Trouvez un enregistrement par caméra et par date, puis regardez-le : vous dites pourquoi, et le journal le garde.',
        two: 'Sur réquisition, choisissez des enregistrements et demandez leur extraction ; une autre personne approuve, puis l’archive et son manifeste signé peuvent être pris.',
        three:
          'Le délégué à la protection des données suspend une destruction sur réquisition, et lève la conservation.',
        four: 'Sous « Ce que gardent les caméras », l’enregistrement s’active ou s’arrête, jamais plus longtemps que la loi ne le permet.',
        five: 'Les registres gardent chaque destruction avec sa preuve signée, et chaque transmission.',
      },
    },
    statistics: {
      name: 'Statistiques',
      what: 'Ce qui est passé, resté ou en attente, par quart d’heure, heure ou jour. Personne n’est reconnu.',
      steps: {
        one: 'Choisissez des jours et, au besoin, une caméra, une ligne ou une classe. Les caméras de sécurité ont leurs propres chiffres : choisissez la loi.',
        two: 'Lisez à côté de chaque chiffre la part du temps vraiment observée : ce qui n’a pas été observé manque, ce n’est pas zéro.',
        three:
          'Comparez avec des jours d’avant : seul ce qui a été bien observé les deux fois est mis côte à côte.',
        four: 'Prenez les chiffres dans un fichier (CSV), ou imprimez la page.',
      },
    },
  },
);
