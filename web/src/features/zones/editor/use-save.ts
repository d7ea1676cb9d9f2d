import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CameraView } from '@/api/cameras.ts';
import { shapesOf } from './editor-state.ts';
import { changesOf } from './rebase.ts';
import type { Shape } from './shape.ts';
import { dropShape, type Outcome, storeGround, storeShape, type Trouble } from './stored-shapes.ts';
import type { Editor } from './use-editor.ts';

/** Saves what is drawn, and what is done about what could not be saved. */
export interface Saving {
  /** `done` is called once everything is stored */
  readonly save: (done?: () => void) => void;
  readonly isSaving: boolean;
  readonly fault: Error | null;
  readonly troubles: readonly Trouble[];
  /** lays what was drawn here over what the other stored, and saves that */
  readonly keepMine: (trouble: Trouble, merged: Shape | undefined) => void;
  readonly takeTheirs: (trouble: Trouble) => void;
  readonly removeAnyway: (trouble: Trouble) => void;
  readonly dismiss: (key: string) => void;
}

/**
 * Sends what a draft changes: first what goes, then what changed, then what is new. Each is sent when it is asked
 * for, so that what is stored stays known when a later shape cannot be sent.
 */
function* sendAll(
  camera: CameraView,
  { state }: Editor,
  ground: (mine: Shape | undefined) => Promise<Outcome>,
): Generator<Promise<Outcome>> {
  const { added, changed, removed } = changesOf(state.base, shapesOf(state));
  const isGround = ({ kind }: Shape): boolean => kind === 'ground';
  for (const shape of removed.filter((one) => !isGround(one))) yield dropShape(shape);
  for (const shape of [...changed, ...added].filter((one) => !isGround(one)))
    yield storeShape(camera.id, shape);
  if ([...added, ...changed, ...removed].some(isGround)) yield ground(shapesOf(state).find(isGround));
}

/** Saving of an editor. Nothing is overwritten that this window has not seen. */
export function useSave(camera: CameraView, editor: Editor): Saving {
  const queryClient = useQueryClient();
  const [troubles, setTroubles] = useState<readonly Trouble[]>([]);
  const { dispatch, state } = editor;
  const dismiss = (key: string): void => setTroubles((all) => all.filter((one) => one.key !== key));
  const take = (outcome: Outcome): boolean => {
    dismiss(outcome.key);
    if (outcome.kind === 'stored') dispatch({ type: 'stored', key: outcome.key, shape: outcome.shape });
    else setTroubles((all) => [...all, outcome]);
    return outcome.kind === 'stored';
  };
  const ground = (mine: Shape | undefined): Promise<Outcome> =>
    storeGround({ camera, base: state.base.find(({ kind }) => kind === 'ground'), mine, queryClient });
  const sending = useMutation({
    mutationFn: (work: () => Promise<boolean>) => work(),
    onSettled: () =>
      Promise.all(
        ['zones', 'lines', 'masks', 'cameras', 'rules'].map((name) =>
          queryClient.invalidateQueries({ queryKey: [name] }),
        ),
      ),
  });
  const again = (key: string, work: () => Promise<Outcome>): void => {
    dismiss(key);
    sending.mutate(async () => take(await work()));
  };
  const storeAll = async (): Promise<boolean> => {
    let isStored = true;
    for (const sent of sendAll(camera, editor, ground)) isStored = take(await sent) && isStored;
    return isStored;
  };
  return {
    save: (done) => {
      setTroubles([]);
      sending.mutate(storeAll, {
        onSuccess: (isStored) => {
          if (isStored) done?.();
        },
      });
    },
    isSaving: sending.isPending,
    fault: sending.error,
    troubles,
    keepMine: (trouble, merged) => {
      if (trouble.kind !== 'conflict') return;
      const { key, theirs } = trouble;
      dispatch({ type: 'resolve', key, theirs, shape: merged });
      if (key === 'ground') again(key, () => ground(merged));
      else if (merged !== undefined) again(key, () => storeShape(camera.id, merged));
      else if (theirs !== undefined) again(key, () => dropShape(theirs));
      else dismiss(key);
    },
    takeTheirs: (trouble) => {
      dismiss(trouble.key);
      if (trouble.kind === 'conflict')
        dispatch({ type: 'resolve', key: trouble.key, theirs: trouble.theirs, shape: trouble.theirs });
      if (trouble.kind === 'watched')
        dispatch({ type: 'resolve', key: trouble.key, theirs: trouble.shape, shape: trouble.shape });
    },
    removeAnyway: (trouble) => {
      if (trouble.kind === 'watched') again(trouble.key, () => dropShape(trouble.shape, true));
    },
    dismiss,
  };
}
