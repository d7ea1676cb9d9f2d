import {
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { type EditorAction, type EditorState, type NewWords, shapesOf } from './editor-state.ts';
import { Pointing } from './pointing.ts';
import type { Point } from './shape.ts';
import styles from './stage.module.css';
import { keyEffect } from './stage-keys.ts';
import { DrawnFigure, ShapeMark } from './stage-shapes.tsx';

interface StageProps {
  readonly size: { readonly width: number; readonly height: number };
  readonly state: EditorState;
  readonly dispatch: (action: EditorAction) => void;
  readonly words: NewWords;
  readonly bays: number;
  readonly faults: ReadonlyMap<string, string>;
  /** how many objects stand in a zone now */
  readonly inside: ReadonlyMap<string, number>;
  /** a place of what was tried, 0…1 */
  readonly spot?: Point | undefined;
}

const fingerReach = 18;
const mouseReach = 10;

/** The picture to draw on: everything that can be done with the pointer can be done with the keys. */
export function Stage(props: StageProps) {
  const { size, state, dispatch, faults, inside, spot } = props;
  const { t } = useTranslation();
  const svg = useRef<SVGSVGElement>(null);
  const focusing = useFocus(svg, state);
  useEffect(() => {
    if (spot !== undefined) svg.current?.scrollIntoView({ block: 'nearest' });
  }, [spot]);
  const { cross, ...handlers } = useHandlers(svg, props);
  return (
    <svg
      ref={svg}
      className={styles.stage}
      data-tool={state.tool}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="application"
      aria-label={t('editor.stage')}
      aria-describedby="editor-keys"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys itself
      tabIndex={0}
      {...handlers}
      {...focusing}
    >
      {shapesOf(state).map((shape) => (
        <ShapeMark
          key={shape.key}
          shape={shape}
          size={size}
          selected={state.selected?.key === shape.key ? state.selected : undefined}
          isFaulty={faults.has(shape.key)}
          inside={inside.get(shape.key) ?? 0}
          onFocus={(point) =>
            dispatch({
              type: 'select',
              selected: { key: shape.key, ...(point === undefined ? {} : { point }) },
            })
          }
        />
      ))}
      {state.tool !== 'select' && <DrawnFigure state={state} size={size} cross={cross} />}
      {spot !== undefined && (
        <circle className={styles.spot} cx={spot[0] * size.width} cy={spot[1] * size.height} r={16} />
      )}
    </svg>
  );
}

const within = (value: number): number => Math.min(1, Math.max(0, value));

/** What the pointer and the keys do on the stage, and where the cross stands with which the keys draw. */
function useHandlers(
  svg: RefObject<SVGSVGElement | null>,
  { size, state, dispatch, words, bays }: StageProps,
) {
  const [cross, setCross] = useState<Point>([0.5, 0.5]);
  const pointing = useRef(new Pointing());
  const placeOf = (event: PointerEvent): Point => {
    const box = svg.current?.getBoundingClientRect();
    if (box === undefined) return [0, 0];
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const pointer = (event: PointerEvent) => ({
    at: placeOf(event),
    state,
    words,
    bays,
    ...size,
    reach: event.pointerType === 'touch' ? fingerReach : mouseReach,
  });
  const act = (actions: readonly EditorAction[]): void => {
    for (const action of actions) dispatch(action);
  };
  return {
    cross,
    onKeyDown: (event: KeyboardEvent): void => {
      const key = { key: event.key, shift: event.shiftKey, control: event.ctrlKey || event.metaKey };
      const effect = keyEffect(state, key, { ...size, cross, words, bays });
      if (effect === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (effect.kind === 'step') dispatch(effect.action);
      else setCross(([x, y]) => [within(x + effect.by[0]), within(y + effect.by[1])]);
    },
    onPointerDown: (event: PointerEvent): void => {
      if (event.button !== 0) return;
      svg.current?.setPointerCapture(event.pointerId);
      act(pointing.current.down(pointer(event)));
    },
    onPointerMove: (event: PointerEvent): void => {
      if (state.tool !== 'select') setCross(placeOf(event));
      act(pointing.current.move(pointer(event)));
    },
    onPointerUp: (event: PointerEvent): void => act(pointing.current.up(pointer(event))),
    onPointerCancel: (): void => dispatch({ type: 'settle' }),
  };
}

const elementOf = (
  stage: SVGSVGElement,
  key: string | undefined,
  point: number | undefined,
): SVGElement | null => {
  if (key === undefined) return stage;
  const shape = `[data-shape="${key}"]`;
  return stage.querySelector(
    point === undefined ? `${shape} > [role="button"]` : `${shape} [data-point="${point}"]`,
  );
};

/** The keys go where the selection goes, as long as they are on the stage: also when what they were on is removed. */
function useFocus(svg: RefObject<SVGSVGElement | null>, { selected, tool }: EditorState) {
  const wasHere = useRef(false);
  const key = selected?.key;
  const point = selected?.point;
  useEffect(() => {
    const stage = svg.current;
    if (stage === null) return;
    const isLost = wasHere.current && document.activeElement === document.body;
    if (!isLost && !stage.contains(document.activeElement)) return;
    const target = elementOf(stage, key, point);
    if (target !== document.activeElement) target?.focus();
  }, [svg, key, point]);
  useEffect(() => {
    if (tool !== 'select') svg.current?.focus();
  }, [svg, tool]);
  return {
    onFocus: (): void => {
      wasHere.current = true;
    },
    onBlur: ({ relatedTarget }: FocusEvent): void => {
      if (relatedTarget !== null && !svg.current?.contains(relatedTarget)) wasHere.current = false;
    },
  };
}
