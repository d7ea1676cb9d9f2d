import { Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './alert-details.module.css';
import { deskKeys } from './desk-keys.ts';

interface KeysHelpProps {
  readonly opened: boolean;
  readonly isOn: boolean;
  readonly onSwitch: (isOn: boolean) => void;
  readonly onClose: () => void;
}

/** Every key and what it does; whoever does not want single keys switches them off. */
export function KeysHelp({ opened, isOn, onSwitch, onClose }: KeysHelpProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('desk.keysTitle')} size="md">
      <dl className={styles.keys}>
        {deskKeys.map(([action, key]) => (
          <div key={action}>
            <dt>
              <kbd>{key.toUpperCase()}</kbd>
              {action === 'next' && <kbd>↓</kbd>}
              {action === 'previous' && <kbd>↑</kbd>}
            </dt>
            <dd>{t(`desk.key.${action}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{t('desk.keysHelp')}</p>
      <Switch
        label={t('desk.keysOn')}
        checked={isOn}
        onChange={(event) => onSwitch(event.currentTarget.checked)}
      />
    </Modal>
  );
}
