/** Says whether a camera at a place may give an output: the legal gate. */
export type Decide = (
  place: 'public-road' | 'open-to-public' | 'closed-site',
  detector: string,
  output: 'statistics' | 'live-count' | 'stay' | 'alert',
) => { readonly allowed: boolean };
