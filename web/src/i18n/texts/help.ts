import { bilingual } from '../bilingual.ts';
import { helpKeep } from './help-keep.ts';
import { helpWatch } from './help-watch.ts';

/** What each page is for, and what one does there, step by step. */
export const help = bilingual(
  {
    open: 'Help for this page (?)',
    title: 'Help: {{page}}',
    what: 'What this page is for',
    steps: 'Step by step',
    keys: 'Keys',
    keyHelp: 'opens this help',
    keyEscape: 'closes what is open',
    keyTab: 'goes to the next field or button; Enter or Space presses it',
    more: 'More in the documents of Vigie: docs/2-operate.md, docs/5-law.md.',
    page: { ...helpWatch.en, ...helpKeep.en },
  },
  {
    open: 'Aide de cette page (?)',
    title: 'Aide : {{page}}',
    what: 'À quoi sert cette page',
    steps: 'Pas à pas',
    keys: 'Touches',
    keyHelp: 'ouvre cette aide',
    keyEscape: 'ferme ce qui est ouvert',
    keyTab: 'passe au champ ou au bouton suivant ; Entrée ou Espace l’active',
    more: 'Pour en savoir plus, les documents de Vigie : docs/2-operate.md, docs/5-law.md.',
    page: { ...helpWatch.fr, ...helpKeep.fr },
  },
);
