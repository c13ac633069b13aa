import type { SettingGroup } from '@heitu/kit/serving/setting';

export const TRUST_SETTINGS = {
  title: 'trust',
  settings: [
    {
      name: 'AUDIT_KEY',
      default: 'generated under DATA_DIR/keys',
      meaning:
        "Trust's own Ed25519 private key (PEM), which signs each sealed batch of the audit chain and its published heads. `./run audit verify` reads it too.",
      requiredInProduction: 'always',
    },
    {
      name: 'AUDIT_KEYS_RETIRED',
      default: 'DATA_DIR/keys/audit.retired.json',
      meaning:
        'JSON [{"publicKey": PEM, "until": ISO time}] of the former audit keys. Each is believed for what it signed until then ([运维手册](zh/运维手册.md)).',
    },
    {
      name: 'KEYS_SINCE',
      default: 'DATA_DIR/keys/since.json, or the days of the files there',
      meaning:
        'JSON {"process KEY": day} since when each key is in use. `./run install` writes it; the report shows ages.',
    },
    {
      name: 'DATABASE_USERS',
      default: '',
      meaning:
        "The platform's users at the database server, with commas between; `./run install` writes them. " +
        'Whoever else has a session there is written down, and the operator says who it was and why. ' +
        'Without it nobody is looked for, and the report says that this is owed.',
    },
    {
      name: 'OS_RELEASE_FILE',
      default: '/etc/os-release',
      meaning: 'What the operating system says of itself; in a container the file of the machine below it.',
    },
    {
      name: 'ADMIN_LOGIN',
      fill: '第一位管理员的登录名（只在第一次启动时用）',
      default: '',
      meaning: 'The login of the first administrator, who is made at start where there is no administrator.',
    },
    {
      name: 'ADMIN_PASSWORD',
      fill: '第一位管理员的初始密码，第一次登录必须改掉',
      default: '',
      meaning:
        "The first administrator's first password. The first sign-in changes it and enrols an authenticator app.",
    },
    {
      name: 'WECHAT_BASE_URL',
      default: 'https://api.weixin.qq.com, or from the sandbox',
      meaning: "The address of WeChat's API for the mini-program's server side.",
    },
    {
      name: 'WECHAT_APPID',
      fill: '小程序的 AppID',
      default: 'from the sandbox',
      meaning: "The mini-program's appid. Without it nobody can sign in with WeChat.",
    },
    {
      name: 'WECHAT_SECRET',
      fill: '小程序的 AppSecret',
      default: 'from the sandbox',
      meaning: "The mini-program's secret.",
    },
    {
      name: 'WECHAT_VERSION',
      default: 'release; develop with SANDBOX=1',
      meaning: 'The version of the mini-program that messages open: release, trial or develop.',
    },
    {
      name: 'WECHAT_TEMPLATES',
      fill: '订阅消息模板编号（JSON，或只填一个编号）',
      default: 'from the sandbox',
      meaning:
        'JSON {kind of message: template id}, with `*` for the rest, or one template id for all. Each template has thing1, thing2 and time3. A message whose kind has no template is not sent.',
    },
    {
      name: 'SMS_BASE_URL',
      fill: '短信网关地址',
      default: 'from the sandbox',
      meaning: 'The gateway for text messages: codes, recalls, and what cannot wait. Without it none are sent.',
    },
    { name: 'SMS_ACCOUNT', fill: '短信网关账号', default: 'from the sandbox', meaning: 'Our account at that gateway.' },
    { name: 'SMS_SECRET', fill: '短信网关密钥', default: 'from the sandbox', meaning: 'The secret of that account.' },
    {
      name: 'SMS_PRICE_FEN',
      default: '5',
      meaning: 'What that gateway asks for one message, in fen: by it the platform counts what its messages cost.',
    },
  ],
} as const satisfies SettingGroup;
