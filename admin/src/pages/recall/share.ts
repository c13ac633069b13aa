/** 3 of 4 → `3/4（75%）`; of nothing, nothing is missing. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '0' : `${part}/${whole}（${Math.floor((part * 100) / whole)}%）`;
