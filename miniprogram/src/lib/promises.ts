import { PromisedTimes } from '@/api/shop';
import { useQuery } from '@/lib/query';

/** `1个工作日`: the time that the platform sets for something, in its own words; until it has answered, that there is one. */
export function usePromised(): (promise: string) => string {
  const { data } = useQuery(PromisedTimes, {}, { keepAs: 'promised-times' });
  return (promise) => data?.promisedTimes.find((one) => one.promise === promise)?.text ?? '规定时间';
}
