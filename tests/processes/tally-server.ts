import { serve } from '@heitu/kit/serving/serve';
import { tally } from './tally.fixture.ts';

await serve(tally, process.env);
