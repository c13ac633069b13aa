/** The same standard in whichever edition: GB 2762-2017 and GB 2762-2022 are both GB 2762. */
export const withoutYear = (code: string): string => code.replace(/-\d{4}$/u, '');
