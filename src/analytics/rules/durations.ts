/** A time in words that both languages share: `45 s`, `5 min`, `1 h 30 min`. */
export function durationInWords(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 120) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60)
    return whole % 60 === 0 || whole >= 600
      ? `${minutes} min`
      : `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
