import { Button } from '@mantine/core';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Permission } from '#features/accounts/account-schema.ts';
import type { FirstSteps as FirstStepsView } from '#features/territory/first-steps-schema.ts';
import { meQuery } from '@/api/accounts.ts';
import { firstStepsQuery } from '@/api/onboarding.ts';
import { Panel } from '@/components/panel.tsx';
import { usePermission } from '@/components/use-permission.ts';
import styles from './first-steps.module.css';

type Code = FirstStepsView['steps'][number]['code'];

/** Where each step is taken, and by whom. */
const places: Readonly<
  Record<
    Code,
    {
      readonly to: '/people' | '/cameras/new' | '/law' | '/cameras' | '/notifications';
      readonly permission: Permission;
    }
  >
> = {
  people: { to: '/people', permission: 'people:manage' },
  camera: { to: '/cameras/new', permission: 'configuration:write' },
  law: { to: '/law', permission: 'legal:write' },
  rule: { to: '/cameras', permission: 'configuration:write' },
  told: { to: '/notifications', permission: 'configuration:write' },
};

const storageKey = 'vigie-first-steps-hidden';

/** The five first steps of a territory, until they are done or put away on this device. */
export function FirstSteps({ className }: { readonly className?: string | undefined }) {
  const { t } = useTranslation();
  const mayWrite = usePermission('configuration:write');
  const mayWriteLaw = usePermission('legal:write');
  const mayGuide = mayWrite || mayWriteLaw;
  const { data } = useQuery({ ...firstStepsQuery, enabled: mayGuide });
  const [isHidden, setHidden] = useState(() => localStorage.getItem(storageKey) === 'yes');
  if (!mayGuide || isHidden || data === undefined || data.isDone) return null;
  const hide = (): void => {
    localStorage.setItem(storageKey, 'yes');
    setHidden(true);
  };
  const done = data.steps.filter(({ isDone }) => isDone).length;
  const next = data.steps.find(({ isDone }) => !isDone);
  return (
    <Panel
      title={t('firstSteps.title')}
      note={t('firstSteps.progress', { done, count: data.steps.length })}
      className={className}
      actions={
        <Button variant="subtle" size="compact-sm" onClick={hide}>
          {t('firstSteps.hide')}
        </Button>
      }
    >
      <ol className={styles.steps}>
        {data.steps.map(({ code, isDone }) => (
          <Step key={code} code={code} isDone={isDone} isNext={code === next?.code} />
        ))}
      </ol>
    </Panel>
  );
}

interface StepProps {
  readonly code: Code;
  readonly isDone: boolean;
  readonly isNext: boolean;
}

function Step({ code, isDone, isNext }: StepProps) {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const { to, permission } = places[code];
  const Icon = isDone ? IconCircleCheck : IconCircle;
  const mayDo = me?.permissions.includes(permission) === true;
  return (
    <li className={styles.step} data-step={code} data-done={isDone ? 'yes' : 'no'}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
      <div className={styles.words}>
        <strong>{t(`firstSteps.${code}`)}</strong>
        {isDone && <span className="visually-hidden"> ({t('firstSteps.isDone')})</span>}
        {!isDone && <span className="soft">{t(`firstSteps.${code}Help`)}</span>}
      </div>
      {!isDone && mayDo && (
        <Button
          component={Link}
          to={to}
          size="compact-sm"
          variant={isNext ? 'filled' : 'default'}
          aria-label={`${t('firstSteps.do')}, ${t(`firstSteps.${code}`)}`}
        >
          {t('firstSteps.do')}
        </Button>
      )}
    </li>
  );
}
