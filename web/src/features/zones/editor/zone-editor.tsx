import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveTrack } from '#features/video-analysis/live-schema.ts';
import type { CameraView } from '@/api/cameras.ts';
import { rulesQuery } from '@/api/rules.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { Failure } from '@/components/notice.tsx';
import { Panel } from '@/components/panel.tsx';
import { BayRule } from './bay-rule.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import styles from './editor.module.css';
import { type NewWords, selectedShape, shapesOf, type Tool } from './editor-state.ts';
import { useInside } from './inside.ts';
import { SetupSession } from './setup-session.tsx';
import type { Point, Shape } from './shape.ts';
import { ShapeForm } from './shape-form.tsx';
import { ShapeList } from './shape-list.tsx';
import { Stage } from './stage.tsx';
import { historyStep } from './stage-keys.ts';
import { Advice, Toolbar } from './toolbar.tsx';
import { useEditor, useStoredShapes } from './use-editor.ts';
import { useSave } from './use-save.ts';
import { useShapeFaults } from './use-shape-faults.ts';

/** What the editor draws on: the picture, over which it lays its shapes. */
export interface PictureParts {
  readonly overlay: (size: { readonly width: number; readonly height: number }) => ReactNode;
  readonly onTracks: (tracks: readonly LiveTrack[]) => void;
}

interface ZoneEditorProps {
  readonly camera: CameraView;
  readonly picture: (parts: PictureParts) => ReactNode;
  /** a place of what was tried, 0…1 */
  readonly spot?: Point | undefined;
  /** what stands under the picture */
  readonly children?: ReactNode;
}

/** Draws the zones, lines, masks, bays and ground points of a camera. */
export function ZoneEditor(props: ZoneEditorProps) {
  const { stored, fault, retry } = useStoredShapes(props.camera);
  if (stored !== undefined) return <Desk {...props} stored={stored} />;
  if (fault !== null) return <Failure fault={fault} onRetry={retry} />;
  return <Skeleton height={480} radius="md" />;
}

function useNewWords(tool: Tool): NewWords {
  const { t } = useTranslation();
  const name = tool === 'select' || tool === 'ground' ? '' : t(`editor.newName.${tool}`);
  return { name, forward: t('common.forward'), backward: t('common.backward') };
}

const bayIdsOf = (rules: readonly { readonly kind: string; readonly parameters: object }[]): number[] =>
  rules
    .filter(({ kind }) => kind === 'parking-bays')
    .flatMap(({ parameters }) => ('baysIds' in parameters ? (parameters.baysIds as number[]) : []));

function Desk({
  camera,
  picture,
  spot,
  stored,
  children,
}: ZoneEditorProps & { readonly stored: readonly Shape[] }) {
  const { t } = useTranslation();
  const editor = useEditor(camera, stored);
  const { state, dispatch } = editor;
  const shapes = shapesOf(state);
  const saving = useSave(camera, editor);
  const faults = useShapeFaults(camera.id, shapes);
  const { inside, onTracks } = useInside(shapes);
  const { data: rules = [] } = useQuery(rulesQuery(camera.id));
  const [bays, setBays] = useState(1);
  const [copying, setCopying] = useState(false);
  const words = useNewWords(state.tool);
  const selected = selectedShape(state);
  const onKeyDown = (event: KeyboardEvent): void => {
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (isField) return;
    const key = { key: event.key, shift: event.shiftKey, control: event.ctrlKey || event.metaKey };
    const action = historyStep(key);
    if (action === undefined) return;
    event.preventDefault();
    dispatch(action);
  };
  const overlay: PictureParts['overlay'] = (size) => (
    <Stage {...{ size, state, dispatch, words, bays, faults, inside, spot }} />
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: undo and redo work wherever the focus is in the editor
    <div className={styles.desk} onKeyDown={onKeyDown}>
      <div className={styles.main}>
        <Toolbar editor={editor} bays={bays} onBays={setBays} />
        <div className={styles.picture}>{picture({ overlay, onTracks })}</div>
        <Advice editor={editor} />
        <SaveBar editor={editor} saving={saving} isFaulty={faults.size > 0} />
        {!camera.outputs.liveCount && <SetupSession cameraId={camera.id} />}
        <div className={styles.below}>{children}</div>
      </div>
      <Panel title={t('editor.shapes')} className={styles.side}>
        <ShapeList {...{ editor, faults, inside }} bayIds={bayIdsOf(rules)} ticks />
        <BayRule camera={camera} shapes={shapes} rules={rules} />
        {selected !== undefined && (
          <ShapeForm
            key={selected.key}
            shape={selected}
            editor={editor}
            fault={faults.get(selected.key)}
            onCopy={() => setCopying(true)}
          />
        )}
      </Panel>
      <ConflictDialog saving={saving} state={state} />
      {copying && (
        <CopyDialog
          opened
          onClose={() => setCopying(false)}
          cameraId={camera.id}
          shapes={shapes}
          chosen={selected?.key}
        />
      )}
    </div>
  );
}

interface SaveBarProps {
  readonly editor: ReturnType<typeof useEditor>;
  readonly saving: ReturnType<typeof useSave>;
  readonly isFaulty: boolean;
}

/** Whether anything is unsaved, and what to do with it. */
function SaveBar({ editor, saving, isFaulty }: SaveBarProps) {
  const { t } = useTranslation();
  const { unsaved, isRestored, dispatch } = editor;
  return (
    <div className={styles.saveBar}>
      <span role="status">
        {unsaved === 0 ? t('editor.saved') : t('editor.unsaved', { count: unsaved })}
        {isRestored && unsaved > 0 && ` ${t('editor.restored')}`}
        {isFaulty && ` ${t('editor.faulty')}`}
      </span>
      <ActionFault fault={saving.fault} />
      <span className={styles.saveButtons}>
        <Button
          variant="default"
          disabled={unsaved === 0 || saving.isSaving}
          onClick={() => dispatch({ type: 'discard' })}
        >
          {t('editor.discard')}
        </Button>
        <Button disabled={unsaved === 0} loading={saving.isSaving} onClick={() => saving.save()}>
          {t('common.save')}
        </Button>
      </span>
    </div>
  );
}
