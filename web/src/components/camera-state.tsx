import {
  IconBan,
  IconCircleCheck,
  IconClockPause,
  IconHelpCircle,
  IconLoader,
  IconPlayerPause,
  IconPlayerStop,
  IconRefreshAlert,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';
import { Badge, type Tone } from './badge.tsx';

const states: Readonly<Record<CameraHealth['state'], { tone: Tone; icon: TablerIcon }>> = {
  starting: { tone: 'quiet', icon: IconLoader },
  running: { tone: 'good', icon: IconCircleCheck },
  reconnecting: { tone: 'warning', icon: IconRefreshAlert },
  stalled: { tone: 'warning', icon: IconClockPause },
  stopped: { tone: 'quiet', icon: IconPlayerStop },
  refused: { tone: 'critical', icon: IconBan },
};

interface CameraStateProps {
  readonly health: CameraHealth | undefined;
  /** the camera is switched off: nothing is to be expected of it */
  readonly isOff?: boolean;
}

/** How a camera's stream fares: icon and word. */
export function CameraState({ health, isOff = false }: CameraStateProps) {
  const { t } = useTranslation();
  if (isOff) {
    return (
      <Badge tone="quiet" icon={IconPlayerPause}>
        {t('cameras.health.off')}
      </Badge>
    );
  }
  if (health === undefined) {
    return (
      <Badge tone="quiet" icon={IconHelpCircle}>
        {t('cameras.health.unknown')}
      </Badge>
    );
  }
  return (
    <Badge {...states[health.state]} title={health.fault}>
      {t(`cameras.health.${health.state}`)}
    </Badge>
  );
}
