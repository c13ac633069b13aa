import { serve } from '@heitu/kit/serve';
import { orders } from './index.ts';

await serve(orders, process.env);
