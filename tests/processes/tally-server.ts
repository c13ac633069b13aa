import { serve } from '@heitu/kit/serve';
import { tally } from './tally.fixture.ts';

await serve(tally, process.env);
