import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording } from '#features/recording/recording-schema.ts';
import type { RecordedPicture } from '@/api/recorded-pictures.ts';
import { lookAtRecording } from '@/api/recordings.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { useFormat } from '@/components/use-format.ts';
import styles from './recording.module.css';

/** The motives that the server knows by their codes. */
const codes = ['alert', 'incident', 'authority', 'camera', 'training'] as const;
const shortestMotive = 5;

/** Shows the stills of a recording once it was said why; the server logs each view. */
export function RecordingViewer({ recording }: { readonly recording: Recording }) {
  const looking = useMutation({ mutationFn: (motive: string) => lookAtRecording(recording.id, motive) });
  if (looking.data !== undefined) return <Stills pictures={looking.data} />;
  return <WhyForm onMotive={looking.mutate} isBusy={looking.isPending} fault={looking.error} />;
}

interface WhyFormProps {
  readonly onMotive: (motive: string) => void;
  readonly isBusy: boolean;
  readonly fault: Error | null;
}

function WhyForm({ onMotive, isBusy, fault }: WhyFormProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const isReady = words.trim().length >= shortestMotive;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) onMotive(words.trim());
  };
  return (
    <form className={form.form} onSubmit={submit} aria-label={t('cameras.motive')}>
      <strong>{t('cameras.motive')}</strong>
      <div className={styles.choices}>
        {codes.map((code) => (
          <Button
            key={code}
            size="xs"
            variant="default"
            disabled={isBusy}
            data-motive={code}
            onClick={() => onMotive(code)}
          >
            {t(`cameras.motives.${code}`)}
          </Button>
        ))}
      </div>
      <TextInput
        label={t('cameras.motiveOther')}
        description={t('cameras.motiveKept')}
        maxLength={300}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ActionFault fault={fault} />
      <div className={form.end}>
        <Button type="submit" disabled={!isReady} loading={isBusy}>
          {t('cameras.motiveShow')}
        </Button>
      </div>
    </form>
  );
}

function Stills({ pictures }: { readonly pictures: readonly RecordedPicture[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [index, setIndex] = useState(0);
  const picture = pictures[index];
  const address = useObjectUrl(picture?.jpeg);
  if (picture === undefined || address === undefined) return <p className="soft">{t('common.none')}</p>;
  const go = (step: number): void =>
    setIndex((before) => Math.min(Math.max(before + step, 0), pictures.length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -pictures.length, End: pictures.length }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    go(step);
  };
  const words = t('recordings.still', {
    number: index + 1,
    count: pictures.length,
    at: format.timeToTheSecond(picture.timeMs),
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys work on any of the buttons within.
    <div className={styles.viewer} onKeyDown={onKeyDown}>
      <img className={styles.still} src={address} alt={words} />
      <div className={styles.controls}>
        <span role="status">{words}</span>
        <span className="soft small">{t('recordings.keys')}</span>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('recordings.before')}
          aria-disabled={index === 0}
          data-autofocus
          onClick={() => go(-1)}
        >
          <IconArrowLeft size={20} aria-hidden="true" />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size={36}
          aria-label={t('recordings.next')}
          aria-disabled={index === pictures.length - 1}
          onClick={() => go(1)}
        >
          <IconArrowRight size={20} aria-hidden="true" />
        </ActionIcon>
      </div>
    </div>
  );
}

/** An address of bytes, for as long as they are shown. */
function useObjectUrl(jpeg: Uint8Array<ArrayBuffer> | undefined): string | undefined {
  const address = useMemo(
    () => (jpeg === undefined ? undefined : URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' }))),
    [jpeg],
  );
  useEffect(
    () => () => {
      if (address !== undefined) URL.revokeObjectURL(address);
    },
    [address],
  );
  return address;
}
