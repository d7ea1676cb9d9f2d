import { InvalidArgumentError } from 'commander';

/** Parser of a number given on the command line, between `least` and `most`. */
export function numberOption(
  name: string,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (Number.isFinite(value) && value >= least && value <= most) return value;
    const range = Number.isFinite(least) ? ` from ${least} to ${most}` : '';
    throw new InvalidArgumentError(`${name} takes a number${range}.`);
  };
}
