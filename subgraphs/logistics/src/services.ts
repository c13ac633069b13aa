import type { ServiceSetup } from '@heitu/kit/serving/subgraph';
import { Kuaidi100Client } from './express/kuaidi100-client.ts';

/** What this subgraph uses of the outside world. */
export interface Services {
  /** 快递100, for legs that an outside express company carries; null where none is configured. */
  express: { client: Pick<Kuaidi100Client, 'subscribe'>; callbackUrl: string; salt: string } | null;
}

const EXPRESS_TIMEOUT_MS = 8000;

/**
 * From PUBLIC_URL and the settings of logistics.settings.ts. Without key and salt there is no outside express company:
 * its pushes are then refused.
 */
export function logisticsServices({ settings }: ServiceSetup): Services {
  const {
    KUAIDI100_URL: baseUrl = 'https://poll.kuaidi100.com',
    KUAIDI100_CUSTOMER: customer = '',
    KUAIDI100_KEY: key,
    KUAIDI100_SALT: salt,
    PUBLIC_URL: publicUrl = '',
  } = settings;
  if (!key || !salt) return { express: null };
  return {
    express: {
      client: new Kuaidi100Client({ baseUrl, customer, key, timeoutMs: EXPRESS_TIMEOUT_MS }),
      callbackUrl: `${publicUrl}/edges/logistics/express/push`,
      salt,
    },
  };
}
