/** A share that somebody chose (a band), as it was chosen: 0.9 -> 90%, 0.925 -> 92.5%. */
export function formatPercentOf(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}
