import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { giveMotive, hasMotive, onMotive } from '@/api/live-connection.ts';
import styles from './motive-form.module.css';

/** The motives that the server knows by their codes. */
const codes = ['alert', 'incident', 'authority', 'camera', 'training'] as const;
const shortest = 5;

/** Whether who looks has said why. */
export function useHasMotive(): boolean {
  return useSyncExternalStore(onMotive, hasMotive);
}

/** Asks once why pictures are looked at: one click on a usual reason, or a few words; or leaves them coarse. */
export function MotiveForm({ onLeave }: { readonly onLeave?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (words.trim().length >= shortest) giveMotive(words.trim());
  };
  return (
    <form className={styles.form} onSubmit={submit} aria-label={t('cameras.motive')}>
      <strong>{t('cameras.motive')}</strong>
      <div className={styles.choices}>
        {codes.map((code) => (
          <Button key={code} size="xs" variant="default" onClick={() => giveMotive(code)} data-motive={code}>
            {t(`cameras.motives.${code}`)}
          </Button>
        ))}
      </div>
      <div className={styles.choices}>
        <TextInput
          size="xs"
          w={240}
          value={words}
          maxLength={300}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder={t('cameras.motiveOther')}
          aria-label={t('cameras.motiveOther')}
        />
        <Button size="xs" type="submit" disabled={words.trim().length < shortest}>
          {t('cameras.motiveShow')}
        </Button>
      </div>
      <small>{t('cameras.motiveKept')}</small>
      {onLeave !== undefined && (
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onLeave}>
          {t('live.stayCoarse')}
        </Button>
      )}
    </form>
  );
}
