import { serve } from '@heitu/kit/serve';
import { payments } from './index.ts';

await serve(payments, process.env);
