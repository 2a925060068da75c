/** `3 of 20 requests (15 %)`. */
export function shareOf(some: number, all: number): string {
  return `${some} of ${all} request${all === 1 ? '' : 's'} (${percent(some, all)})`;
}

/** `15 %`; what is not nothing is not shown as 0 %, and what is not all not as 100 %. */
export function percent(some: number, all: number): string {
  const exact = (100 * some) / Math.max(1, all);
  if (some > 0 && exact < 1) return '<1 %';
  if (some < all && exact > 99) return '>99 %';
  return `${Math.round(exact)} %`;
}
