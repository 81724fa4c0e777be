// A type error on purpose: scripts/check-canary.ts fails when the type check does not report it.
export const metres: number = 'one kilometre';
