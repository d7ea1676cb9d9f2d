import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraRegister } from '#features/compliance/publication-schema.ts';
import { registerQuery } from '@/api/compliance.ts';
import { Logo } from '@/components/logo.tsx';
import { Failure } from '@/components/notice.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useReading } from '@/components/use-reading.ts';
import { RegisterCameras } from '@/features/compliance/camera-register.tsx';
import { WhomToWriteTo } from '@/features/compliance/whom-to-write-to.tsx';
import { DisplayMenu } from '../display-menu.tsx';
import styles from './register-page.module.css';

/** /register: for anybody, without signing in. */
export function RegisterPage() {
  const { t } = useTranslation();
  const { data: register, error, refetch } = useQuery(registerQuery);
  return (
    <div className={styles.page}>
      <header className={`${styles.top} screen-only`}>
        <Link to="/" className={styles.brand}>
          <Logo />
          Vigie
        </Link>
        <div className={styles.tools}>
          <DisplayMenu />
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden="true" />}
            onClick={() => print()}
          >
            {t('register.print')}
          </Button>
        </div>
      </header>
      <main className={styles.main}>
        {register === undefined && error === null && <RowsLoading rows={6} height={64} />}
        {register === undefined && error !== null && <Failure fault={error} onRetry={() => void refetch()} />}
        {register !== undefined && <Register register={register} />}
      </main>
    </div>
  );
}

function Register({ register }: { readonly register: CameraRegister }) {
  const { t } = useTranslation();
  const read = useReading();
  const title = t('register.titleOf', { territory: register.territory });
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <header className={styles.title}>
        <h1>{title}</h1>
        <p>{t('register.lead')}</p>
      </header>
      <div className={styles.explained}>
        <p>{t('register.noImages')}</p>
        <p>{read(register.statisticsDelay)}</p>
      </div>
      <WhomToWriteTo controller={register.controller} />
      <RegisterCameras cameras={register.cameras} />
      <footer className={styles.foot}>
        {t('register.rulePack', { pack: register.rulePack })}{' '}
        <a className="screen-only" href="/api/v1/public/cameras">
          {t('register.machineReadable')}
        </a>
      </footer>
    </>
  );
}
