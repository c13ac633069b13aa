import { serve } from '@heitu/kit/serving/serve';
import { orders } from './index.ts';

await serve(orders, process.env);
