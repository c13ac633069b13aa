import { serve } from '@heitu/kit/serving/serve';
import { logistics } from './index.ts';

await serve(logistics, process.env);
