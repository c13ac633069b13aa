import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Fastify from 'fastify';
import { mountControl } from './control/index.ts';
import type { SandboxWorld } from './environment.ts';
import { express, expressSender } from './express.ts';
import { loadKeys } from './keys.ts';
import { mountPages, type PagesOptions } from './pages/pages.ts';
import { createSchedule, type Jobs } from './schedule.ts';
import { partner } from './partner.ts';
import { feed, measureNow, sensorSender } from './sensors.ts';
import { mountService, type Service } from './service.ts';
import { replySender, sms } from './sms.ts';
import { openStore } from './store.ts';
import { taxPlatform } from './tax/service.ts';
import { eventSender } from './wechat/content.ts';
import { wechat } from './wechat/service.ts';
import { expireTrade } from './wechatpay/follow-order.ts';
import { openPlatformAccount } from './wechatpay/money.ts';
import { noticeSender } from './wechatpay/notices.ts';
import { unfreeze } from './wechatpay/pay.ts';
import { wechatPay } from './wechatpay/service.ts';
import { wecom } from './wecom.ts';
import { trustModeOf } from './wechatpay/signature.ts';
import { offsetPathOf, sandboxClock, type World } from './world.ts';

export { sandboxEnvironment, type SandboxWorld } from './environment.ts';
export type { DemoPerson, DemoStaff, PagesOptions } from './pages/pages.ts';

export interface SandboxOptions {
  dataDir: string;
  /** 0 for any that is free. */
  port?: number;
  /** Where it listens: another than this machine's own address lets phones in; control stays for this machine. */
  host?: string;
  /** The pages that WeChat would show; left out: none. */
  pages?: PagesOptions;
  log?: (line: string) => void;
}

/**
 * A service answers under its prefix, and at the paths of the real host where it has one: a client that resolves
 * `/v3/…` against its base address arrives too.
 */
const SERVICES: readonly { service: Service; prefixes: readonly string[] }[] = [
  { service: wechatPay, prefixes: ['/wechatpay', ''] },
  { service: wechat, prefixes: ['/wechat', ''] },
  { service: express, prefixes: ['/express', ''] },
  { service: sms, prefixes: ['/sms'] },
  { service: wecom, prefixes: ['/wecom'] },
  { service: partner, prefixes: ['/partner'] },
  { service: taxPlatform, prefixes: ['/tax'] },
];

const JOBS: Jobs = {
  'expire-trade': expireTrade,
  unfreeze: (world, ref) => void unfreeze(world, ref),
  'sensor-feed': feed,
  thermometer: measureNow,
};
const SENDERS = {
  wechatpay: noticeSender,
  'wechat-event': eventSender,
  express: expressSender,
  sensor: sensorSender,
  sms: replySender,
};
const BODY_BYTES_MAX = 4 * 1024 * 1024;

const urlsOf = (baseUrl: string): SandboxWorld['urls'] => ({
  wechatPay: `${baseUrl}/wechatpay`,
  wechat: `${baseUrl}/wechat`,
  sms: `${baseUrl}/sms`,
  wecom: `${baseUrl}/wecom`,
  express: `${baseUrl}/express`,
  sensors: `${baseUrl}/control/sensors`,
  partner: `${baseUrl}/partner`,
  tax: `${baseUrl}/tax`,
  control: `${baseUrl}/control`,
});

const settingsOf = (world: World): SandboxWorld['settings'] => ({
  wechatPay: {
    mchid: world.keys.mchid,
    appid: world.keys.appid,
    merchantSerial: world.keys.merchant.serial,
    merchantPrivateKeyPem: world.keys.merchant.privateKeyPem,
    apiV3Key: world.keys.apiV3Key,
    publicKeyId: world.keys.wechatPay.id,
    publicKeyPem: world.keys.wechatPay.publicKeyPem,
    get trustMode() {
      return trustModeOf(world);
    },
    subMchids: world.keys.subMchids,
  },
  wechat: { appid: world.keys.appid, secret: world.keys.wechatSecret },
  sms: world.keys.sms,
  wecom: { robotKey: world.keys.robotKey },
  express: world.keys.express,
  tax: {
    client: world.keys.tax.client,
    privateKeyPem: world.keys.tax.caller.privateKeyPem,
    publicKeyPem: world.keys.tax.platform.publicKeyPem,
  },
});

/** Starts the outside world on loopback. What happened in it is kept in `dataDir/sandbox`. */
export async function startSandbox(options: SandboxOptions): Promise<SandboxWorld> {
  const folder = join(options.dataDir, 'sandbox');
  mkdirSync(folder, { recursive: true });
  const offsetPath = offsetPathOf(options.dataDir);
  const clock = sandboxClock(offsetPath);
  const keys = await loadKeys(folder, new Date(clock.now()));
  const store = openStore(join(folder, 'world.db'));
  const schedule = createSchedule(JOBS, SENDERS);
  const world: World = {
    store,
    clock,
    keys,
    offsetPath,
    baseUrl: '',
    log: options.log ?? (() => {}),
    kick: () => schedule.kick(world),
    runDue: (all) => schedule.runDue(world, all),
    hold: (work) => schedule.hold(work),
  };
  openPlatformAccount(world);

  const server = Fastify({ logger: false, bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true });
  // Signatures are over bytes, so nobody parses before the service does.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    world.log(error.stack ?? error.message);
    return reply.code(error.statusCode ?? 500).send({ code: 'SANDBOX_ERROR', message: error.message });
  });
  for (const { service, prefixes } of SERVICES)
    for (const prefix of prefixes) mountService(server, world, service, prefix);
  mountControl(server, world);
  if (options.pages) mountPages(server, world, options.pages);
  await server.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  const address = server.server.address();
  if (typeof address !== 'object' || !address) throw new Error('the sandbox listens at no port');
  world.baseUrl = `http://127.0.0.1:${address.port}`;
  schedule.start(world);

  const { baseUrl } = world;
  return {
    baseUrl,
    urls: urlsOf(baseUrl),
    settings: settingsOf(world),
    async close() {
      await server.close();
      await schedule.close();
      store.close();
    },
  };
}
