import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/api/accounts.ts';
import { Logo } from '@/components/logo.tsx';
import { ConnectionBadge, LostBanner } from './connection.tsx';
import { DisplayMenu } from './display-menu.tsx';
import { Navigation } from './navigation.tsx';
import { SessionEnd } from './session-end.tsx';
import styles from './shell.module.css';
import { useNews } from './use-news.ts';
import { UserMenu } from './user-menu.tsx';

const SecondFactorPage = lazy(async () => ({
  default: (await import('./pages/second-factor-page.tsx')).SecondFactorPage,
}));

/** The frame around every page of a person who is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: me } = useQuery(meQuery);
  const { state, announcement } = useNews();
  useEffect(() => {
    if (me === null) void navigate({ to: '/sign-in', search: { next: location.pathname + location.search } });
  }, [me, navigate]);
  if (me === null || me === undefined) return null;
  if (me.secondFactor.isAsked)
    return (
      <Suspense fallback={null}>
        <SecondFactorPage me={me} />
      </Suspense>
    );
  return (
    <div className={styles.shell}>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <header className={styles.header}>
        <Link to="/" className={styles.brand}>
          <Logo />
          <span className={styles.product}>Vigie</span>
        </Link>
        <span className={styles.territory}>{me.territory.name}</span>
        <div className={styles.tools}>
          <ConnectionBadge state={state} />
          <DisplayMenu />
          <UserMenu me={me} />
        </div>
      </header>
      <Navigation />
      <main className={styles.main} id="content" tabIndex={-1}>
        {state === 'lost' && <LostBanner />}
        <div className={styles.page}>
          <Outlet />
        </div>
      </main>
      <SessionEnd me={me} />
      <div className="visually-hidden" role="status" aria-live="polite">
        {announcement}
      </div>
    </div>
  );
}
