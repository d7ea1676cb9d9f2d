import { Accordion, ActionIcon, Button, NumberInput, Select } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CameraDraft, GroundDraft } from './camera-draft.ts';
import styles from './camera-form.module.css';

interface AdvancedFieldsProps {
  readonly draft: CameraDraft;
  readonly groundFault: string | undefined;
  readonly set: (part: Partial<CameraDraft>) => void;
}

const section = 'advanced';
const choices = {
  priority: ['low', 'normal', 'high'],
  secondLook: ['auto', 'on', 'off'],
  motionGate: ['auto', 'off'],
} as const;
const keys = ['priority', 'secondLook', 'motionGate'] as const;

/** What most cameras never need: whose pictures go first, how the analysis looks, where points lie on the ground. */
export function AdvancedFields({ draft, groundFault, set }: AdvancedFieldsProps) {
  const { t } = useTranslation();
  return (
    <Accordion
      variant="contained"
      {...(groundFault === undefined ? {} : { value: section })}
      classNames={{ content: styles.advanced ?? '' }}
    >
      <Accordion.Item value={section}>
        <Accordion.Control>{t('cameras.form.advanced')}</Accordion.Control>
        <Accordion.Panel>
          {keys.map((key) => (
            <Select
              key={key}
              label={t(`cameras.form.${key}`)}
              description={t(`cameras.form.${key}Help`)}
              data={choices[key].map((value) => ({ value, label: t(`cameras.form.${key}Choices.${value}`) }))}
              value={draft[key]}
              onChange={(value) => {
                const next = choices[key].find((each) => each === value);
                if (next !== undefined) set({ [key]: next });
              }}
            />
          ))}
          <GroundFields ground={draft.ground} fault={groundFault} onChange={(ground) => set({ ground })} />
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

interface GroundFieldsProps {
  readonly ground: readonly GroundDraft[];
  readonly fault: string | undefined;
  readonly onChange: (ground: readonly GroundDraft[]) => void;
}

const columns = [
  { key: 'x', min: 0, max: 100 },
  { key: 'y', min: 0, max: 100 },
  { key: 'east', min: -100_000, max: 100_000 },
  { key: 'north', min: -100_000, max: 100_000 },
] as const;

let newest = 0;
const nothing = (): GroundDraft => {
  newest += 1;
  return { key: `new-${newest}`, x: '', y: '', east: '', north: '' };
};

function GroundFields({ ground, fault, onChange }: GroundFieldsProps) {
  const { t } = useTranslation();
  const add = (count: number): void => onChange([...ground, ...Array.from({ length: count }, nothing)]);
  return (
    <fieldset className={styles.group}>
      <legend>{t('cameras.form.ground')}</legend>
      <p className="soft">{t('cameras.form.groundHelp')}</p>
      {ground.length > 0 && (
        <table className={styles.ground}>
          <thead>
            <tr>
              {columns.map(({ key }) => (
                <th scope="col" key={key}>
                  {t(`cameras.form.groundColumns.${key}`)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {ground.map((point, at) => (
              <GroundRow
                key={point.key}
                point={point}
                at={at}
                onChange={(next) => onChange(ground.map((each, index) => (index === at ? next : each)))}
                onRemove={() => onChange(ground.filter((_, index) => index !== at))}
              />
            ))}
          </tbody>
        </table>
      )}
      {fault !== undefined && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => add(ground.length === 0 ? 4 : 1)}
      >
        {t(ground.length === 0 ? 'cameras.form.groundBegin' : 'cameras.form.groundAdd')}
      </Button>
    </fieldset>
  );
}

interface GroundRowProps {
  readonly point: GroundDraft;
  readonly at: number;
  readonly onChange: (point: GroundDraft) => void;
  readonly onRemove: () => void;
}

function GroundRow({ point, at, onChange, onRemove }: GroundRowProps) {
  const { t, i18n } = useTranslation();
  return (
    <tr>
      {columns.map(({ key, min, max }) => (
        <td key={key}>
          <NumberInput
            size="xs"
            classNames={{ input: styles.cell ?? '' }}
            aria-label={`${t(`cameras.form.groundColumns.${key}`)}, ${at + 1}`}
            hideControls
            min={min}
            max={max}
            decimalScale={3}
            decimalSeparator={i18n.language === 'fr' ? ',' : '.'}
            value={point[key]}
            onChange={(value) => onChange({ ...point, [key]: value })}
          />
        </td>
      ))}
      <td>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('cameras.form.groundRemove', { number: at + 1 })}
          onClick={onRemove}
        >
          <IconTrash size={16} stroke={1.75} />
        </ActionIcon>
      </td>
    </tr>
  );
}
