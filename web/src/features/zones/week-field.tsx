import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './week-field.module.css';
import { type Cell, gridDays, painted, type WeekGrid } from './week-grid.ts';

interface WeekFieldProps {
  readonly grid: WeekGrid;
  readonly onChange: (grid: WeekGrid) => void;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const twoDigits = (hour: number): string => String(hour).padStart(2, '0');

interface Stroke {
  readonly from: Cell;
  readonly isActive: boolean;
  readonly before: WeekGrid;
}

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Hours of the week, painted by dragging; with the keys: arrows move, Space turns an hour, Shift and arrows paint. */
export function WeekField({ grid, onChange }: WeekFieldProps) {
  const { t } = useTranslation();
  const table = useRef<HTMLTableElement>(null);
  const stroke = useRef<Stroke>(undefined);
  const [at, setAt] = useState<Cell>({ day: 0, hour: 0 });
  const isActive = ({ day, hour }: Cell): boolean => grid.cells[day]?.[hour] === true;
  const begin = (cell: Cell): void => {
    stroke.current = { from: cell, isActive: !isActive(cell), before: grid };
    onChange(painted(grid, cell, cell, !isActive(cell)));
  };
  const drag = (event: PointerEvent): void => {
    const { current } = stroke;
    const cell = current && cellUnder(event);
    if (current !== undefined && cell !== undefined)
      onChange(painted(current.before, current.from, cell, current.isActive));
  };
  const end = (): void => {
    stroke.current = undefined;
  };
  const focus = (cell: Cell): void => {
    setAt(cell);
    table.current?.querySelector<HTMLElement>(selectorOf(cell))?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, cell: Cell): void => {
    const way = ways[event.key];
    if (way !== undefined) {
      event.preventDefault();
      const next = {
        day: Math.min(gridDays.length - 1, Math.max(0, cell.day + way[0])),
        hour: Math.min(hours.length - 1, Math.max(0, cell.hour + way[1])),
      };
      if (event.shiftKey) onChange(painted(grid, cell, next, isActive(cell)));
      focus(next);
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      onChange(painted(grid, cell, cell, !isActive(cell)));
    }
  };
  return (
    <div className={styles.frame}>
      <table
        ref={table}
        className={styles.week}
        aria-label={t('zones.week.label')}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid of hours is moved through by arrows
        role="grid"
        onPointerMove={drag}
        onPointerUp={end}
        onPointerLeave={end}
      >
        <Hours />
        <tbody>
          {gridDays.map((day, row) => (
            <tr key={day}>
              <th scope="row">{t(`zones.day.${day}`)}</th>
              {hours.map((hour) => {
                const cell = { day: row, hour };
                return (
                  <HourCell
                    key={hour}
                    cell={cell}
                    isActive={isActive(cell)}
                    isHere={at.day === row && at.hour === hour}
                    onDown={() => {
                      focus(cell);
                      begin(cell);
                    }}
                    onKeyDown={(event) => onKeyDown(event, cell)}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Hours() {
  return (
    <thead>
      <tr>
        <td />
        {hours.map((hour) => (
          <th key={hour} scope="col">
            {hour % 3 === 0 ? twoDigits(hour) : <span className="visually-hidden">{twoDigits(hour)}</span>}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface HourCellProps {
  readonly cell: Cell;
  readonly isActive: boolean;
  /** whether Tab comes to it: one cell of the grid does */
  readonly isHere: boolean;
  readonly onDown: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function HourCell({ cell, isActive, isHere, onDown, onKeyDown }: HourCellProps) {
  const { t } = useTranslation();
  const { day, hour } = cell;
  return (
    <td
      className={styles.cell}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid
      role="gridcell"
      data-day={day}
      data-hour={hour}
      aria-selected={isActive}
      aria-label={t('zones.week.hour', {
        day: t(`zones.day.${gridDays[day]}`),
        from: twoDigits(hour),
        to: twoDigits(hour + 1),
      })}
      tabIndex={isHere ? 0 : -1}
      onPointerDown={(event) => {
        event.preventDefault();
        // A finger would else keep the cell it began on.
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          event.currentTarget.releasePointerCapture(event.pointerId);
        onDown();
      }}
      onKeyDown={onKeyDown}
    />
  );
}

const selectorOf = ({ day, hour }: Cell): string => `[data-day="${day}"][data-hour="${hour}"]`;

function cellUnder({ clientX, clientY }: PointerEvent): Cell | undefined {
  const found = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-hour]');
  if (found === null || found === undefined) return undefined;
  return { day: Number(found.dataset.day), hour: Number(found.dataset.hour) };
}
