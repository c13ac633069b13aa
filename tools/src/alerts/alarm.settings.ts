import type { SettingGroup } from '@heitu/kit/serving/setting';

/** What `./run serve alarm` reads, besides the settings of every process and trust's SMS_…. */
export const ALARM_SETTINGS = {
  title: 'The alarm',
  settings: [
    {
      name: 'ALARM_PHONES',
      fill: '告警短信发给谁：手机号，用逗号分开',
      default: '',
      meaning: 'The mobile numbers that alarms are sent to, separated by commas.',
    },
    {
      name: 'ALARM_WECHAT_ROBOT',
      fill: '企业微信告警群里机器人的 Webhook 地址（不填则只发短信）',
      default: '',
      meaning: [
        'The webhook of a robot in a group of 企业微信, with its key. Each alarm is written there, calling',
        'ALARM_PHONES by name; what can wait until the morning goes by SMS only where that failed. Without it',
        'everything goes by SMS.',
      ].join(' '),
    },
    {
      name: 'ALARM_SMS_PER_HOUR',
      default: '10',
      meaning: 'How many alarms one number gets in an hour; what is left out is counted in the next.',
    },
    {
      name: 'ALARM_TEMPLATE',
      fill: '短信网关里告警模板的编号（两个字段：what 什么事，page 应急手册哪一节）',
      default: 'platform-alarm',
      meaning: 'The template of the SMS gateway, with the fields `what` and `page`.',
    },
  ],
} as const satisfies SettingGroup;
