import { chinaToday } from '@/lib/china-day';

/** Day and four letters: unlike those of others that day. */
export const proposedCode = (): string =>
  `${chinaToday().slice(2).split('-').join('')}-${Math.floor(Math.random() * 36 ** 4)
    .toString(36)
    .padStart(4, '0')
    .toUpperCase()}`;
/** Whom buyers call who gives no number of their own. */
export const COMPLAINT_CONTACT = '12315';
