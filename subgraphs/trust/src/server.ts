import { serve } from '@heitu/kit/serve';
import { trust } from './index.ts';

await serve(trust, process.env);
