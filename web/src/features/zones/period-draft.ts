import type { PeriodInput } from '#features/zones/rule-schema.ts';

/** The days a period may name, Monday first; public holidays last. */
export const days = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'holiday',
] as const;

type WeeklyDays = NonNullable<PeriodInput['weekly']>[number]['days'];

/** Hours on some days, as typed. `key` tells them apart while they are edited. */
export interface SlotDraft {
  readonly key: number;
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** A period as typed in its form. */
export interface PeriodDraft {
  readonly name: string;
  readonly slots: readonly SlotDraft[];
  readonly holidays: NonNullable<PeriodInput['holidays']>;
}

const moment = /^(([01]\d|2[0-3]):[0-5]\d|24:00|(sunrise|sunset)([+-]\d{2}:\d{2})?)$/;

/** Whether a moment reads as HH:MM, sunrise or sunset with an offset. */
export const isMoment = (text: string): boolean => moment.test(text.trim());

/** Night hours on every day: the usual case. */
export const newSlot = (key: number): SlotDraft => ({
  key,
  days: days.slice(0, 7),
  from: '22:00',
  to: '06:00',
});

/** Whether every field can be sent. */
export const isComplete = ({ name, slots }: PeriodDraft): boolean =>
  name.trim() !== '' &&
  slots.every((slot) => slot.days.length > 0 && isMoment(slot.from) && isMoment(slot.to));

/** What is sent. */
export const periodInput = ({ name, slots, holidays }: PeriodDraft): PeriodInput => ({
  name: name.trim(),
  weekly: slots.map((slot) => ({
    days: [...slot.days] as WeeklyDays,
    from: slot.from.trim(),
    to: slot.to.trim(),
  })),
  holidays,
});
