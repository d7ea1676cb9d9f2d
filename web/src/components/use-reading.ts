import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { inFrench } from '@/i18n/french.ts';

/** A text that the server wrote in both languages. */
export interface BothLanguages {
  readonly en: string;
  readonly fr: string;
}

/** Reads a text of the server in the reader's language. */
export function useReading(): (text: BothLanguages) => string {
  const { i18n } = useTranslation();
  const isFrench = i18n.language === 'fr';
  return useCallback((text: BothLanguages) => (isFrench ? inFrench(text.fr) : text.en), [isFrench]);
}
