import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './wizard.module.css';

/** The steps of adding a camera, in their order. */
export const wizardSteps = ['address', 'place', 'mask', 'rule', 'done'] as const;
export type WizardStep = (typeof wizardSteps)[number];

/** Where one is on the way. */
export function StepsBar({ at }: { readonly at: WizardStep }) {
  const { t } = useTranslation();
  const current = wizardSteps.indexOf(at);
  return (
    <ol className={styles.steps}>
      {wizardSteps.map((step, index) => (
        <li
          key={step}
          className={styles.step}
          data-state={stateOf(index, current)}
          {...(index === current ? { 'aria-current': 'step' } : {})}
        >
          <span className={styles.number} aria-hidden="true">
            {index < current ? <IconCheck size={14} stroke={2.5} /> : index + 1}
          </span>
          <span>
            {t(`addCamera.steps.${step}`)}
            {index < current && <span className="visually-hidden"> ({t('addCamera.stepDone')})</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function stateOf(index: number, current: number): 'done' | 'now' | 'later' {
  if (index === current) return 'now';
  return index < current ? 'done' : 'later';
}
