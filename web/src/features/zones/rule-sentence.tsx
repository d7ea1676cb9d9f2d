import { Popover } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleKind, RuleReading } from '#features/zones/rule-schema.ts';
import type { CameraView } from '@/api/cameras.ts';
import { ruleReadingQuery } from '@/api/rules.ts';
import { inFrench } from '@/i18n/french.ts';
import type { RuleDraft } from './rule-draft.ts';
import { ParameterFields } from './rule-fields.tsx';
import styles from './rules-panel.module.css';

interface RuleSentenceProps {
  readonly camera: CameraView;
  readonly kind: RuleKind | undefined;
  readonly draft: RuleDraft;
  readonly fault: (field: string) => string | undefined;
  readonly set: (part: Partial<RuleDraft>) => void;
}

const calmMs = 200;

/** The rule read as a sentence; each word that says a parameter opens the field of it. */
export function RuleSentence(props: RuleSentenceProps) {
  const { camera, draft } = props;
  const { i18n, t } = useTranslation();
  const [calm] = useDebouncedValue(draft, calmMs);
  const { data } = useQuery({
    ...ruleReadingQuery({
      cameraId: camera.id,
      kind: calm.kind,
      parameters: { ...calm.parameters },
      periodId: calm.periodId,
    }),
    placeholderData: keepPreviousData,
    enabled: calm.kind !== '',
  });
  if (data === undefined) return null;
  const isFrench = i18n.language === 'fr';
  const parts = isFrench ? data.fr : data.en;
  return (
    <section className={styles.reading} aria-label={t('zones.sentence')}>
      <p>
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: words of a sentence are known by their place
          <Fragment key={index}>
            <Words part={isFrench ? { ...part, text: inFrench(part.text) } : part} {...props} />
          </Fragment>
        ))}
        .
      </p>
      <p className="soft small" lang={isFrench ? 'en' : 'fr'}>
        {(isFrench ? data.en : data.fr).map(({ text }) => text).join('')}.
      </p>
    </section>
  );
}

interface WordsProps extends RuleSentenceProps {
  readonly part: RuleReading['en'][number];
}

function Words({ part, camera, kind, draft, fault, set }: WordsProps) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { text, parameter } = part;
  const isField = kind?.parameters.some(({ name }) => name === parameter) === true;
  if (parameter === undefined || !isField) return <span>{text}</span>;
  return (
    <Popover opened={isOpen} onChange={setOpen} width={320} withArrow trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={styles.word}
          data-parameter={parameter}
          aria-label={t('zones.changeWord', { words: text })}
          onClick={() => setOpen(!isOpen)}
        >
          {text}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <ParameterFields camera={camera} kind={kind} draft={draft} fault={fault} set={set} only={parameter} />
      </Popover.Dropdown>
    </Popover>
  );
}
