import type { SendFault } from './ports.ts';

const longest = 200;

/** What is kept of a fault, and shown. */
export const shortFault = ({ code, detail }: Pick<SendFault, 'code' | 'detail'>) => ({
  code,
  detail: detail.slice(0, longest),
});
