import { serve } from '@heitu/kit/serving/serve';
import { catalog } from './index.ts';

await serve(catalog, process.env);
