import { serve } from '@heitu/kit/serving/serve';
import { sellers } from './index.ts';

await serve(sellers, process.env);
