import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './badge.module.css';

/** How urgent a status is; the icon and the word say it too. */
export type Tone = 'quiet' | 'good' | 'warning' | 'critical' | 'accent';

interface BadgeProps {
  readonly tone: Tone;
  readonly icon: TablerIcon;
  readonly children: ReactNode;
  readonly title?: string | undefined;
}

/** A status: icon, word and colour together. */
export function Badge({ tone, icon: Icon, children, title }: BadgeProps) {
  return (
    <span className={`${styles.badge} ${tone === 'quiet' ? '' : styles[tone]}`} title={title}>
      <Icon size={13} stroke={2} aria-hidden="true" />
      {children}
    </span>
  );
}
