import { serve } from '@heitu/kit/serve';
import { logistics } from './index.ts';

await serve(logistics, process.env);
