/** `1000` → `100%`, `667` → `66.7%` */
export const percent = (permille: number): string => `${permille / 10}%`;
