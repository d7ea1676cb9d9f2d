import { ActionIcon, Button, NumberInput, SegmentedControl, Tooltip, VisuallyHidden } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconEyeOff,
  IconLine,
  IconMapPin,
  IconParking,
  IconPointer,
  IconPolygon,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './editor.module.css';
import type { Tool } from './editor-state.ts';
import type { Editor } from './use-editor.ts';

const tools: readonly { readonly tool: Tool; readonly icon: TablerIcon }[] = [
  { tool: 'select', icon: IconPointer },
  { tool: 'zone', icon: IconPolygon },
  { tool: 'line', icon: IconLine },
  { tool: 'mask', icon: IconEyeOff },
  { tool: 'bay', icon: IconParking },
  { tool: 'ground', icon: IconMapPin },
];
const mostBays = 40;

interface ToolbarProps {
  readonly editor: Editor;
  readonly bays: number;
  readonly onBays: (bays: number) => void;
}

/** What is drawn next, and the way back. */
export function Toolbar({ editor, bays, onBays }: ToolbarProps) {
  const { t } = useTranslation();
  const { state, dispatch } = editor;
  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('editor.tools')}>
      <SegmentedControl
        value={state.tool}
        onChange={(value) => {
          const chosen = tools.find(({ tool }) => tool === value);
          if (chosen !== undefined) dispatch({ type: 'tool', tool: chosen.tool });
        }}
        data={tools.map(({ tool, icon: Icon }) => ({
          value: tool,
          label: (
            <span className={styles.tool} title={t(`editor.tool.${tool}`)}>
              <Icon size={18} stroke={1.75} aria-hidden="true" />
              <span>{t(`editor.tool.${tool}`)}</span>
            </span>
          ),
        }))}
      />
      {state.tool === 'bay' && (
        <NumberInput
          size="xs"
          w={152}
          aria-label={t('editor.bays')}
          prefix={t('editor.baysPrefix')}
          min={1}
          max={mostBays}
          allowDecimal={false}
          value={bays}
          onChange={(value) => onBays(Math.min(mostBays, Math.max(1, Number(value) || 1)))}
        />
      )}
      <WayBack editor={editor} />
    </div>
  );
}

/** Undo and redo. */
export function WayBack({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation();
  const { state, dispatch } = editor;
  const { past, future } = state.history;
  return (
    <span className={styles.ways}>
      <StepButton
        label={t('editor.undo')}
        icon={IconArrowBackUp}
        isOff={past.length === 0}
        act={() => dispatch({ type: 'undo' })}
      />
      <StepButton
        label={t('editor.redo')}
        icon={IconArrowForwardUp}
        isOff={future.length === 0}
        act={() => dispatch({ type: 'redo' })}
      />
    </span>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly isOff: boolean;
  readonly act: () => void;
}

function StepButton({ label, icon: Icon, isOff, act }: StepButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" size={34} aria-label={label} disabled={isOff} onClick={act}>
        <Icon size={18} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

/** What to do now, in words; screen readers hear it change. */
export function Advice({ editor }: { readonly editor: Editor }) {
  const { t } = useTranslation();
  const { state, dispatch } = editor;
  const { tool, drawing, selected } = state;
  const advice =
    tool === 'select'
      ? t(selected === undefined ? 'editor.advice.select' : 'editor.advice.selected')
      : t(`editor.advice.${tool}`);
  return (
    <p className={styles.advice} role="status">
      {advice}
      {drawing.length > 0 && ` ${t('editor.pointCount', { count: drawing.length })}.`}
      {tool !== 'select' && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => dispatch({ type: 'tool', tool: 'select' })}
        >
          {t('common.cancel')}
        </Button>
      )}
      <VisuallyHidden id="editor-keys">{t('editor.keys')}</VisuallyHidden>
    </p>
  );
}
