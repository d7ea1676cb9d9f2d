import { Button } from '@mantine/core';
import { IconMapOff, IconWifiOff } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFault } from '@/api/client.ts';
import { Empty, Failure } from '@/components/notice.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <Empty
      icon={IconMapOff}
      title={t('shell.notFoundTitle')}
      action={
        <Button component={Link} to="/" variant="default">
          {t('shell.backHome')}
        </Button>
      }
    >
      {t('shell.notFoundBody')}
    </Empty>
  );
}

const retryMs = 5000;

/** A page that could not be shown at all. */
export function PageFault({ error }: { readonly error: unknown }) {
  const router = useRouter();
  const isOffline = error instanceof ApiFault && error.status === 0;
  if (isOffline) return <Offline />;
  return <Failure fault={error} onRetry={() => void router.invalidate()} />;
}

/** The shell without its server: it asks again by itself. */
function Offline() {
  const { t } = useTranslation();
  const router = useRouter();
  useEffect(() => {
    const again = (): void => void router.invalidate();
    const timer = setInterval(again, retryMs);
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }, [router]);
  return (
    <Empty
      icon={IconWifiOff}
      title={t('notifications.offlineTitle')}
      action={
        <Button variant="default" onClick={() => void router.invalidate()}>
          {t('common.retry')}
        </Button>
      }
    >
      {t('notifications.offlineBody')}
    </Empty>
  );
}
