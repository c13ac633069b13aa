import { generateSigningKey } from '@heitu/kit/messages/signing';
import type { Manifest } from '@heitu/kit/serving/subgraph';
import { auditKeysOf, memoryInProcess } from '@heitu/trust';
import type { Provider } from './provider.model.ts';
import type { TaxAuthority } from './tax.model.ts';
import { PLATFORM_MERCHANT } from './provider.types.ts';

/** Configured, so the same at each start. */
const AUDIT_KEYS = auditKeysOf({ privatePem: generateSigningKey().privatePem, retired: [], formerHeads: [] });

/** What the subgraphs' processes have in place of the outside world; made anew at each start. */
export function servicesOf(provider: Provider, tax: TaxAuthority): Record<string, Manifest['services']> {
  return {
    payments: () => ({
      channel: provider.channel(),
      notifyUrl: 'https://heitu.example/notify',
      platformMerchant: PLATFORM_MERCHANT,
      tax: tax.channel(),
    }),
    trust: ({ matrix }) => ({
      matrix,
      bootstrap: null,
      auditKeys: AUDIT_KEYS,
      chainMemory: memoryInProcess(),
      sms: null,
      wechat: {
        uploadCombinedShippingInfo: async () => ({ ok: true, value: null }),
        getOrder: async () => ({
          ok: false,
          error: { outcome: 'refused', code: 'NOT_FOUND', retryable: true, message: '' },
        }),
        codeToSession: async () => null,
        codeToPhone: async () => null,
        checkText: async () => 'pass',
        templateOf: () => null,
        sendSubscribeMessage: async () => 'sent',
      },
    }),
  };
}
