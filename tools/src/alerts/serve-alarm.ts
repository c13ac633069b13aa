import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { z } from '@heitu/kit/rules/validate';
import { ConfigError, readConfig, sandboxSettings } from '@heitu/kit/serving/config';
import { createLogger } from '@heitu/kit/serving/logging';
import { onShutdown, runMain } from '@heitu/kit/serving/serve';
import { given } from '@heitu/kit/serving/settings';
import { SmsClient } from '@heitu/trust/sms/sms-client';
import { PORTS } from '../deploy/plan.ts';
import { Alarm, alarmServer } from './alarm.ts';
import { WechatRobot } from './wechat-robot.ts';

const SEND_MS_MAX = 5000;
const schema = z.object({
  ALARM_PHONES: z
    .string('告警短信发给谁')
    .transform((list) => list.split(',').map((phone) => phone.trim()))
    .pipe(z.array(z.string().regex(/^1[3-9]\d{9}$/, '要写 11 位手机号，用逗号分开')).min(1)),
  ALARM_WECHAT_ROBOT: z.url({ protocol: /^https?$/, error: '要写机器人的 Webhook 地址，以 https 开头' }).optional(),
  ALARM_SMS_PER_HOUR: z.coerce.number().int().min(1).default(10),
  ALARM_TEMPLATE: z.string().default('platform-alarm'),
  SMS_BASE_URL: z.url('短信网关地址'),
  SMS_ACCOUNT: z.string('短信网关账号'),
  SMS_SECRET: z.string('短信网关密钥'),
});

/** Alarms do not go through the platform: it is what they tell of. Only this machine is listened to. */
await runMain(async () => {
  const config = readConfig('alarm', process.env);
  const parsed = schema.safeParse(given({ ...sandboxSettings(config), ...process.env }));
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  const values = parsed.data;
  const log = createLogger('alarm', config.logLevel);
  const sms = new SmsClient({
    baseUrl: values.SMS_BASE_URL,
    account: values.SMS_ACCOUNT,
    secret: values.SMS_SECRET,
    timeoutMs: SEND_MS_MAX,
    now: () => new Date(config.clock.now()),
  });
  const robot = values.ALARM_WECHAT_ROBOT;
  const wechat = robot === undefined ? null : new WechatRobot({ url: robot, timeoutMs: SEND_MS_MAX });
  const { ALARM_PHONES: phones, ALARM_TEMPLATE: template, ALARM_SMS_PER_HOUR: perHour } = values;
  const alarm = new Alarm({ wechat, sms, phones, template, perHour, clock: config.clock, log });
  const server = alarmServer(alarm);
  const port = process.env['PORT'] ? config.port : PORTS.alarm;
  await server.listen({ host: '127.0.0.1', port });
  const looking = setInterval(() => void alarm.lookForSilence(), MINUTE_MS);
  log.info({ port }, 'the alarm listens');
  onShutdown(log, async () => {
    clearInterval(looking);
    await server.close();
  });
});
