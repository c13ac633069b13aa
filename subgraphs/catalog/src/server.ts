import { serve } from '@heitu/kit/serve';
import { catalog } from './index.ts';

await serve(catalog, process.env);
