/** Who may not see images gets the whole picture so coarse: a detector misses some people, so none is hidden alone. */
export const coarseLimit = { width: 170, height: 96 } as const;
