import { Button, FileButton, NumberInput, Progress, SegmentedControl } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Replay } from '#features/replay/replay-schema.ts';
import type { CameraView } from '@/api/cameras.ts';
import { beginReplay, isOver, replayQuery, sendClip, stopReplay } from '@/api/replays.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { InstantField } from '@/components/instant-field.tsx';
import { instantOfField } from '@/components/local-instant.ts';
import { type RuleDraft, ruleInput } from './rule-draft.ts';
import styles from './rules-panel.module.css';
import { TrialOutcome } from './trial-outcome.tsx';

interface RuleTrialProps {
  readonly draft: RuleDraft;
  readonly camera: CameraView;
  /** shows what is missing; true: the rule can be tried */
  readonly isSound: () => boolean;
  readonly onSpot: ((spot: readonly [number, number] | undefined) => void) | undefined;
}

/** On what a rule is tried. */
interface SourceChoice {
  readonly source: 'live' | 'clip';
  readonly minutes: number | string;
  readonly clip: File | null;
  readonly filmedAt: string;
}

/** Tries a rule before it goes live: on the next minutes of its camera, or on a film. Nothing of it is stored. */
export function RuleTrial({ draft, camera, isSound, onSpot }: RuleTrialProps) {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<SourceChoice>({
    source: 'live',
    minutes: 1,
    clip: null,
    filmedAt: '',
  });
  const set = (part: Partial<SourceChoice>): void => setChoice((before) => ({ ...before, ...part }));
  const { source, minutes, clip, filmedAt } = choice;
  const trying = useMutation({
    mutationFn: async (): Promise<Replay> => {
      const rule = ruleInput({ ...draft, name: draft.name.trim() || t('zones.trial.noName') }, camera.id);
      if (source === 'live') return beginReplay(rule, { kind: 'live', minutes: Number(minutes) });
      const instant = instantOfField(filmedAt);
      const begun = await beginReplay(rule, {
        kind: 'clip',
        ...(instant === undefined ? {} : { filmedAt: instant }),
      });
      return clip === null ? begun : sendClip(begun.id, clip);
    },
  });
  const isReady = source === 'live' ? Number(minutes) >= 1 : clip !== null;
  return (
    <fieldset className={styles.trial}>
      <legend>{t('zones.trial.title')}</legend>
      <p className="soft small">{t('zones.trial.help')}</p>
      <div className={styles.trialFields}>
        <SourceFields choice={choice} set={set} isTimed={draft.periodId !== null} />
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPlayerPlay size={14} aria-hidden="true" />}
          disabled={!isReady}
          loading={trying.isPending}
          onClick={() => {
            onSpot?.(undefined);
            if (isSound()) trying.mutate();
          }}
        >
          {t('zones.trial.begin')}
        </Button>
      </div>
      <ActionFault fault={trying.error} />
      {trying.data !== undefined && <Running key={trying.data.id} id={trying.data.id} onSpot={onSpot} />}
    </fieldset>
  );
}

interface SourceFieldsProps {
  readonly choice: SourceChoice;
  readonly set: (part: Partial<SourceChoice>) => void;
  /** the rule has a period: when the film was made matters */
  readonly isTimed: boolean;
}

function SourceFields({ choice: { source, minutes, clip, filmedAt }, set, isTimed }: SourceFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('zones.trial.on')}
        data={[
          { value: 'live', label: t('zones.trial.live') },
          { value: 'clip', label: t('zones.trial.clip') },
        ]}
        value={source}
        onChange={(value) => set({ source: value === 'clip' ? 'clip' : 'live' })}
      />
      {source === 'live' && (
        <NumberInput
          size="xs"
          w={96}
          aria-label={t('zones.trial.minutes')}
          suffix=" min"
          min={1}
          max={1440}
          allowDecimal={false}
          value={minutes}
          onChange={(typed) => set({ minutes: typed })}
        />
      )}
      {source === 'clip' && (
        <>
          <FileButton accept="video/*,.mkv,.avi" onChange={(file) => set({ clip: file })}>
            {(props) => (
              <Button {...props} size="xs" variant="default">
                {clip?.name ?? t('zones.trial.choose')}
              </Button>
            )}
          </FileButton>
          {isTimed && (
            <InstantField
              label={t('zones.trial.filmedAt')}
              value={filmedAt}
              onChange={(typed) => set({ filmedAt: typed })}
            />
          )}
        </>
      )}
    </>
  );
}

function Running({ id, onSpot }: { readonly id: number; readonly onSpot: RuleTrialProps['onSpot'] }) {
  const { t } = useTranslation();
  const { data: replay, error } = useQuery(replayQuery(id));
  const stopping = useMutation({ mutationFn: () => stopReplay(id) });
  if (replay === undefined) return <ActionFault fault={error} />;
  return (
    <div className={styles.trialRun}>
      <div className={styles.trialFields} role="status">
        <span>{t(`zones.trial.state.${replay.state}`)}</span>
        {replay.fault !== null && <span>{replay.fault}</span>}
        {!isOver(replay) && (
          <>
            <Progress
              className={styles.bar}
              value={replay.progress * 100}
              aria-label={t('zones.trial.progress')}
            />
            <Button size="compact-xs" variant="default" onClick={() => stopping.mutate()}>
              {t('zones.trial.stop')}
            </Button>
          </>
        )}
      </div>
      <TrialOutcome replay={replay} onSpot={onSpot} />
    </div>
  );
}
