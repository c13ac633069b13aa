import { serve } from '@heitu/kit/serving/serve';
import { trust } from './index.ts';

await serve(trust, process.env);
