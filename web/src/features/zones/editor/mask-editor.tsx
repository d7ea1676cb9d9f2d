import { Button, Skeleton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconEyeOff } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraView } from '@/api/cameras.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import { ConflictDialog } from './conflict-dialog.tsx';
import styles from './editor.module.css';
import { type EditorAction, selectedShape, shapesOf } from './editor-state.ts';
import type { Shape } from './shape.ts';
import { ShapeForm } from './shape-form.tsx';
import { ShapeList } from './shape-list.tsx';
import { Stage } from './stage.tsx';
import { historyStep } from './stage-keys.ts';
import { Advice, WayBack } from './toolbar.tsx';
import { type Editor, useEditor, useStoredShapes } from './use-editor.ts';
import { useSave } from './use-save.ts';
import { useShapeFaults } from './use-shape-faults.ts';

interface MaskEditorProps {
  readonly camera: CameraView;
  /** the picture to draw on */
  readonly children: ReactNode;
  /** what is done after this, said of the masks there are */
  readonly nextWords: (masks: number) => string;
  readonly isPending: boolean;
  /** what is drawn is stored */
  readonly onSaved: () => void;
}

/** Draws the masks of a camera that does not run yet, as the editor does. */
export function MaskEditor(props: MaskEditorProps) {
  const { stored, fault, retry } = useStoredShapes(props.camera);
  if (stored !== undefined) return <MaskDesk {...props} stored={stored} />;
  if (fault !== null) return <Failure fault={fault} onRetry={retry} />;
  return <Skeleton height={320} radius="md" />;
}

const nothingInside: ReadonlyMap<string, number> = new Map();

/** The editor of a camera that has one tool to draw with. */
function useMaskEditor(camera: CameraView, stored: readonly Shape[]): Editor {
  const editor = useEditor(camera, stored);
  const { dispatch } = editor;
  useEffect(() => dispatch({ type: 'tool', tool: 'mask' }), [dispatch]);
  const only = (action: EditorAction): void => {
    if (action.type !== 'tool' || action.tool === 'mask' || action.tool === 'select') dispatch(action);
  };
  return { ...editor, dispatch: only };
}

function MaskDesk({
  camera,
  children,
  stored,
  nextWords,
  isPending,
  onSaved,
}: MaskEditorProps & { readonly stored: readonly Shape[] }) {
  const { t } = useTranslation();
  const editor = useMaskEditor(camera, stored);
  const { state, dispatch, unsaved } = editor;
  const shapes = shapesOf(state);
  const saving = useSave(camera, editor);
  const faults = useShapeFaults(camera.id, shapes);
  const { ref, width, height } = useElementSize();
  const selected = selectedShape(state);
  const words = {
    name: t('editor.newName.mask'),
    forward: t('common.forward'),
    backward: t('common.backward'),
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: undo and redo work wherever the focus is
    <div className={styles.maskDesk} onKeyDown={(event) => takeHistoryKey(event, dispatch)}>
      <div className={styles.toolbar}>
        <Button
          variant={state.tool === 'mask' ? 'light' : 'default'}
          leftSection={<IconEyeOff size={16} aria-hidden="true" />}
          aria-pressed={state.tool === 'mask'}
          onClick={() => dispatch({ type: 'tool', tool: 'mask' })}
        >
          {t('editor.drawMask')}
        </Button>
        <WayBack editor={editor} />
      </div>
      <div ref={ref} className={`${styles.picture} ${styles.maskPicture}`}>
        {children}
        {width > 0 && height > 0 && (
          <Stage
            {...{ state, dispatch, words, faults }}
            size={{ width, height }}
            bays={1}
            inside={nothingInside}
          />
        )}
      </div>
      <Advice editor={editor} />
      {shapes.length > 0 && (
        <div className={styles.maskParts}>
          <ShapeList editor={editor} faults={faults} inside={nothingInside} bayIds={[]} ticks={false} />
          {selected !== undefined && (
            <ShapeForm key={selected.key} shape={selected} editor={editor} fault={faults.get(selected.key)} />
          )}
        </div>
      )}
      <ActionFault fault={saving.fault} />
      <div className={form.end}>
        <Button
          loading={saving.isSaving || isPending}
          onClick={() => (unsaved === 0 ? onSaved() : saving.save(onSaved))}
        >
          {nextWords(shapes.filter(({ kind }) => kind === 'mask').length)}
        </Button>
      </div>
      <ConflictDialog saving={saving} state={state} />
    </div>
  );
}

function takeHistoryKey(event: KeyboardEvent, dispatch: (action: EditorAction) => void): void {
  if (event.target instanceof HTMLInputElement) return;
  const key = { key: event.key, shift: event.shiftKey, control: event.ctrlKey || event.metaKey };
  const action = historyStep(key);
  if (action === undefined) return;
  event.preventDefault();
  dispatch(action);
}
