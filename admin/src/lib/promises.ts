import { PromisedTimes } from '../api/admin.ts';
import { useAsk } from './use.ts';

/** `1个工作日`: the time that the platform sets for something, in its own words; until it has answered, that there is one. */
export function useWithin(promise: string): string {
  const { data } = useAsk(PromisedTimes, {});
  return data?.promisedTimes.find((one) => one.promise === promise)?.text ?? '规定时间';
}
