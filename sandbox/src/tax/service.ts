import { parseJson, type Service } from '../service.ts';
import { file, issue, query } from './invoices.ts';
import { queryRed, redden } from './reds.ts';
import { refuse, refuseUnsigned, seal } from './signature.ts';

/**
 * The tax authority's digital-invoice platform, as a licensed provider shows it: it takes in, thinks, issues or
 * refuses.
 */
export const taxPlatform: Service = {
  name: 'tax',
  routes: [
    { method: 'POST', path: '/v1/invoices', handle: issue },
    { method: 'GET', path: '/v1/invoices/:request', handle: query },
    { method: 'POST', path: '/v1/red-sheets', handle: redden },
    { method: 'GET', path: '/v1/red-sheets/:sheet', handle: queryRed },
    { method: 'GET', path: '/v1/files/:number', handle: file },
  ],
  parse: parseJson,
  refuse: refuseUnsigned,
  invalid: ({ field, message }) => refuse(400, 'PARAM_ERROR', `${field} ${message}`),
  failing: () => refuse(503, 'SYSTEM_BUSY', '系统繁忙'),
  seal,
};
