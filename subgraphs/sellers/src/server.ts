import { serve } from '@heitu/kit/serve';
import { sellers } from './index.ts';

await serve(sellers, process.env);
