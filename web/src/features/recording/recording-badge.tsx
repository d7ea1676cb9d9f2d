import { IconClock, IconFlame, IconLock, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Recording } from '#features/recording/recording-schema.ts';
import { Badge } from '@/components/badge.tsx';

const looks = {
  kept: { tone: 'good', icon: IconClock },
  held: { tone: 'accent', icon: IconLock },
  destroying: { tone: 'warning', icon: IconFlame },
  destroyed: { tone: 'quiet', icon: IconTrash },
} as const;

/** Where a recording stands between its making and its destruction. */
export function RecordingBadge({ state }: { readonly state: Recording['state'] }) {
  const { t } = useTranslation();
  return <Badge {...looks[state]}>{t(`recordings.state.${state}`)}</Badge>;
}
