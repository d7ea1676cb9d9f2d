import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { Logo } from '@/components/logo.tsx';
import styles from './door.module.css';

interface DoorProps {
  readonly title: string;
  readonly lead: string;
  readonly wide?: boolean;
  readonly tools: ReactNode;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/** The frame of pages before anybody is signed in. */
export function Door({ title, lead, wide = false, tools, children, foot }: DoorProps) {
  useEffect(() => {
    document.title = `${title} · Vigie`;
  }, [title]);
  return (
    <main className={styles.door}>
      <div className={styles.tools}>{tools}</div>
      <div className={styles.brand}>
        <Logo size={32} />
        Vigie
      </div>
      <div className={`${styles.card} ${wide ? styles.wide : ''}`}>
        <h1>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        {children}
      </div>
      {foot !== undefined && <p className={styles.foot}>{foot}</p>}
    </main>
  );
}

/** What went wrong, above the button that tries again. */
export function DoorFault({ children }: { readonly children: ReactNode }) {
  return (
    <div className={styles.fault} role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      <span>{children}</span>
    </div>
  );
}
