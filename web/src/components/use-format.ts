import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/api/accounts.ts';
import { type Format, formatOf } from '@/i18n/format.ts';
import type { Language } from '@/i18n/i18n.ts';

/** The territory's time zone; the device's before anybody is signed in. */
export function useTimeZone(): string {
  const { data: me } = useQuery(meQuery);
  return me?.territory.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** How numbers and times are written for this reader. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const timeZone = useTimeZone();
  return formatOf(i18n.language as Language, timeZone);
}
