import { serve } from '@heitu/kit/serving/serve';
import { payments } from './index.ts';

await serve(payments, process.env);
