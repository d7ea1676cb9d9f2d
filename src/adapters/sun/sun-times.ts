import { getTimes } from 'suncalc';
import type { SunTimes } from '#analytics/rules/period.ts';

/** Rise and set of the sun (upper limb, refraction included) on the solar day of an instant. */
export const sunTimes: SunTimes = (timeMs, { latitude, longitude }) => {
  const { sunrise, sunset } = getTimes(new Date(timeMs), latitude, longitude);
  return { sunriseMs: sunrise?.getTime() ?? null, sunsetMs: sunset?.getTime() ?? null };
};
