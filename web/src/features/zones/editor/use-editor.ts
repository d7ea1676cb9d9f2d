import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useReducer, useState } from 'react';
import { meQuery } from '@/api/accounts.ts';
import type { CameraView } from '@/api/cameras.ts';
import { linesQuery, masksQuery, zonesQuery } from '@/api/zones.ts';
import { keepDraft, keptDraft } from '../draft-storage.ts';
import { type EditorAction, type EditorState, editorStep, openEditor, shapesOf } from './editor-state.ts';
import { changesOf, countChanges } from './rebase.ts';
import { ofGround, ofLine, ofPolygon, type Shape } from './shape.ts';

/** A drawing that was not saved: what it was made from, and what it is. */
interface ShapeDraft {
  readonly base: readonly Shape[];
  readonly shapes: readonly Shape[];
}

/** What is stored of a camera, as it is edited; undefined while it is read. */
export function useStoredShapes(camera: CameraView): {
  readonly stored: readonly Shape[] | undefined;
  readonly fault: Error | null;
  readonly retry: () => void;
} {
  const zones = useQuery(zonesQuery(camera.id));
  const lines = useQuery(linesQuery(camera.id));
  const masks = useQuery(masksQuery(camera.id));
  const parts = [zones, lines, masks];
  const stored = useMemo(() => {
    if (zones.data === undefined || lines.data === undefined || masks.data === undefined) return undefined;
    return [
      ...masks.data.map((mask) => ofPolygon('mask', mask)),
      ...zones.data.map((zone) => ofPolygon('zone', zone)),
      ...lines.data.map(ofLine),
      ...ofGround(camera.ground),
    ];
  }, [zones.data, lines.data, masks.data, camera.ground]);
  const retry = (): void => parts.forEach((part) => void part.refetch());
  return { stored, fault: parts.find(({ error }) => error !== null)?.error ?? null, retry };
}

/** The editor of a camera. What is not saved outlives the page and the session, in this window. */
export interface Editor {
  readonly state: EditorState;
  readonly dispatch: (action: EditorAction) => void;
  readonly unsaved: number;
  /** what was left unsaved earlier was brought back */
  readonly isRestored: boolean;
}

/** Opens the editor on what is stored, and on what was left unsaved. */
export function useEditor(camera: CameraView, stored: readonly Shape[]): Editor {
  const { data: me } = useQuery(meQuery);
  const personId = me?.id ?? '';
  const what = `shapes.${camera.id}`;
  const [kept] = useState(() => keptDraft<ShapeDraft>(personId, what));
  const [state, dispatch] = useReducer(editorStep, undefined, () =>
    kept === undefined
      ? openEditor(stored)
      : editorStep(openEditor(kept.base, kept.shapes), { type: 'read', stored }),
  );
  useEffect(() => dispatch({ type: 'read', stored }), [stored]);
  const shapes = shapesOf(state);
  const unsaved = countChanges(changesOf(state.base, shapes));
  useEffect(() => {
    if (personId !== '') keepDraft(personId, what, unsaved === 0 ? undefined : { base: state.base, shapes });
  }, [personId, what, unsaved, state.base, shapes]);
  return { state, dispatch, unsaved, isRestored: kept !== undefined };
}
