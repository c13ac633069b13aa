import { Footer } from '../api.ts';
import { useAsk } from './ask.ts';

/** What the county of this platform is called: it is where its villages are; empty until that is known. */
export function useCounty(): string {
  const asked = useAsk(Footer, {});
  return (asked.state === 'there' && asked.data.homeCounty?.name) || '';
}
