import { Button } from '@mantine/core';
import { IconChartBarOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CountedCamera } from '#features/statistics/statistics-schema.ts';
import { Empty } from '@/components/notice.tsx';
import { usePermission } from '@/components/use-permission.ts';
import type { StatisticsChoice } from './statistics-choice.ts';

interface NothingCountedProps {
  readonly cameras: readonly CountedCamera[];
  readonly choice: StatisticsChoice;
}

/** Why no line has a chart, and what would bring one. */
export function NothingCounted({ cameras, choice }: NothingCountedProps) {
  const { t } = useTranslation();
  const mayDraw = usePermission('configuration:write');
  const own = cameras.filter(
    ({ cameraId, regime }) =>
      regime === choice.regime && (choice.camera === undefined || cameraId === choice.camera),
  );
  if (own.some(({ lines }) => lines.length > 0))
    return (
      <Empty icon={IconChartBarOff} title={t('statistics.emptyTitle')}>
        {t('statistics.emptyBody')}
      </Empty>
    );
  const [only] = own;
  const action =
    only !== undefined && own.length === 1 ? (
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link {...props} to="/cameras/$cameraId/editor" params={{ cameraId: String(only.cameraId) }} />
        )}
      >
        {t('statistics.drawLine')}
      </Button>
    ) : (
      <Button component={Link} to="/cameras" variant="default">
        {t('statistics.toCameras')}
      </Button>
    );
  return (
    <Empty icon={IconChartBarOff} title={t('statistics.noLineTitle')} action={mayDraw ? action : undefined}>
      {t('statistics.noLineBody')}
    </Empty>
  );
}
