import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
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

/** A page that could not be shown at all. */
export function PageFault({ error }: { readonly error: unknown }) {
  const router = useRouter();
  return <Failure fault={error} onRetry={() => void router.invalidate()} />;
}
