/** What a run says of a home, as the byte that the worker, the panel and the map hand on. */
export const HOME_STATES = { notCounted: 0, outside: 1, inside: 2, unplaced: 4 } as const;
