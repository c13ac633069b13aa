import { showCare, systemFontSize } from './platform';
import { keep, kept } from './storage';
import { createStore } from './store';

/** follow: as WeChat's own setting of letters has it. */
export type CareChoice = 'on' | 'off' | 'follow';

/** WeChat's standard is 16 or 17; from here on somebody wants it larger. */
const LARGE_FONT = 20;
const KEY = 'care';

const choice = createStore<CareChoice>(() => kept<CareChoice>(KEY) ?? 'follow');
const isOn = (value: CareChoice): boolean => value === 'on' || (value === 'follow' && systemFontSize() >= LARGE_FONT);

export const useCareChoice = (): CareChoice => choice.use();
/** Large letters, large targets, fewer choices. */
export const useCare = (): boolean => isOn(choice.use());
export function setCareChoice(value: CareChoice): void {
  keep(KEY, value);
  choice.set(value);
  showCare(isOn(value));
}
/** At the start, and when the mini-program comes back: the setting may have been changed in between. */
export const readCare = (): void => {
  choice.set(choice.get());
  showCare(isOn(choice.get()));
};
